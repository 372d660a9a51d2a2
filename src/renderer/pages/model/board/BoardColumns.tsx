import type { KeyboardEvent } from 'react';
import { type Column, versionAfter } from './board-columns.ts';
import { StageColumn } from './StageColumn.tsx';
import type { ActiveCard } from './use-card-focus.ts';
import type { CardActions } from './VersionCard.tsx';

const WALKS = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End']);

interface BoardColumnsProps {
  name: string;
  columns: readonly Column[];
  active: ActiveCard;
  ticked: ReadonlySet<string>;
  held: ReadonlyMap<string, string> | undefined;
  isReadOnly: boolean;
  actions: CardActions;
  /** Gives a card the keyboard and the focus. */
  onActive: (version: string) => void;
  /** Opens the page of a version. */
  onOpen?: (version: string) => void;
}

/** The stages beside each other. Arrows lead from card to card; where the stages do not fit, they scroll to the side. */
export function BoardColumns({ columns, active, onActive, onOpen, ...shared }: BoardColumnsProps) {
  const first = columns.find(({ versions }) => versions.length > 0)?.versions[0]?.version;
  const isShown = columns.some(({ versions }) => versions.some(({ version }) => version === active.version));
  const reached = isShown ? active : { ...active, version: first };
  /** A stage that has the focus itself hands it to its card that has the keyboard, else to its first. */
  const firstOf = (list: Element) => {
    const name = list.closest<HTMLElement>('[data-stage]')?.dataset.stage;
    const versions = columns.find(({ stage }) => stage.name === name)?.versions ?? [];
    return (versions.find(({ version }) => version === active.version) ?? versions[0])?.version;
  };
  const press = (event: KeyboardEvent) => {
    const { key, target } = event;
    const pressed = target instanceof HTMLElement ? target.dataset.version : undefined;
    if (key === 'Enter' && pressed !== undefined && onOpen !== undefined) return onOpen(pressed);
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !WALKS.has(key)) return;
    if (!(target instanceof Element) || target.closest('[data-version], [role="list"]') === null) return;
    const from = target.closest<HTMLElement>('[data-version]')?.dataset.version;
    const next = from === undefined ? firstOf(target) : versionAfter(key, columns, from);
    if (next === undefined) return;
    event.preventDefault();
    onActive(next);
  };
  return (
    <div
      role="group"
      aria-label="Board"
      data-ticking={shared.ticked.size > 0 || undefined}
      onKeyDown={press}
      className="group/board flex min-h-0 flex-1 gap-2 overflow-x-auto px-4 pb-3"
    >
      {columns.map((column) => (
        <StageColumn key={column.stage.name} {...shared} column={column} active={reached} />
      ))}
    </div>
  );
}
