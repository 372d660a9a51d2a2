import { useVirtualizer } from '@tanstack/react-virtual';
import { Check, Columns3 } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useRef, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { TextField } from '../../components/TextField.tsx';
import { formatCount } from '../../format.ts';
import { useRunColumns } from '../../queries/run-columns.ts';
import { showColumns } from './arrange-columns.ts';
import { columnOf, FIXED_COLUMNS, NAME_COLUMN, NOTE_COLUMN } from './columns.tsx';
import { useRunsView } from './runs-view.ts';

const LINE_HEIGHT = 28;

interface ColumnPickerProps {
  experimentIds: readonly string[];
  /** Ids of the shown columns. */
  shown: readonly string[];
}

/** Which columns the table shows: a list to search, however many keys there are. */
export function ColumnPicker({ experimentIds, shown }: ColumnPickerProps) {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button look="quiet">
          <Columns3 />
          Columns
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Columns"
          className="z-50 flex w-80 flex-col rounded-md border border-outline bg-panel text-12 shadow-float outline-none"
        >
          <Choices experimentIds={experimentIds} shown={shown} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

type Line = { heading: string } | { id: string; label: string; runs: number | undefined };

function Choices({ experimentIds, shown }: ColumnPickerProps) {
  const [search, setSearch] = useState('');
  const isChosen = useRunsView(({ view }) => view.columns !== undefined);
  const { change } = useRunsView.getState();
  const { data: used } = useRunColumns(experimentIds, search.trim());
  const matches = (text: string) => text.toLowerCase().includes(search.trim().toLowerCase());
  const fixed = FIXED_COLUMNS.filter((id) => id !== NAME_COLUMN).flatMap((id): Line[] => {
    const label = columnOf(id)?.label ?? id;
    return matches(label) || matches(id) ? [{ id, label, runs: undefined }] : [];
  });
  const keyed = (kind: 'metrics' | 'params' | 'tags') =>
    (used?.[kind] ?? [])
      .map(({ key, runs }) => ({ id: `${kind}.${key}`, label: key, runs }))
      .filter(({ id }) => id !== NOTE_COLUMN);
  const lines = [
    ...section('Run', fixed),
    ...section('Metrics', keyed('metrics')),
    ...section('Params', keyed('params')),
    ...section('Tags', keyed('tags')),
  ];
  const toggle = (id: string) =>
    showColumns(shown.includes(id) ? shown.filter((other) => other !== id) : [...shown, id]);
  const found = lines.flatMap((line) => ('id' in line ? line.id : []));
  return (
    <>
      <TextField
        label="Search columns"
        hidesLabel
        placeholder="Search metrics, params, tags"
        className="border-b border-separator p-2"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ColumnLines lines={lines} shown={new Set(shown)} onToggle={toggle} />
      <div className="flex justify-between gap-2 border-t border-separator p-1.5">
        <Button look="quiet" disabled={!isChosen} onClick={() => change({ columns: undefined })}>
          As suggested
        </Button>
        {search.trim() !== '' && (
          <Button look="quiet" onClick={() => showColumns([...new Set([...shown, ...found])])}>
            Show all {formatCount(found.length)} found
          </Button>
        )}
      </div>
    </>
  );
}

function section(heading: string, lines: readonly Line[]): Line[] {
  return lines.length === 0 ? [] : [{ heading }, ...lines];
}

interface ColumnLinesProps {
  lines: readonly Line[];
  shown: ReadonlySet<string>;
  onToggle: (id: string) => void;
}

function ColumnLines({ lines, shown, onToggle }: ColumnLinesProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 6,
  });
  if (lines.length === 0) return <p className="p-3 text-muted">No column has this in its name.</p>;
  return (
    <div ref={scroller} className="h-80 overflow-y-auto p-1">
      <div className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          if (line === undefined) return null;
          if ('heading' in line)
            return (
              <h3
                key={line.heading}
                className="absolute inset-x-0 flex h-7 items-end px-2 pb-1 text-11 font-normal text-muted"
                style={{ top: start }}
              >
                {line.heading}
              </h3>
            );
          return (
            <button
              key={line.id}
              type="button"
              role="checkbox"
              aria-checked={shown.has(line.id)}
              onClick={() => onToggle(line.id)}
              className="absolute inset-x-0 flex h-7 items-center gap-2 rounded-sm px-2 text-left hover:bg-selected"
              style={{ top: start }}
            >
              <span className="size-4 flex-none">
                {shown.has(line.id) && <Check className="text-accent-ink" />}
              </span>
              <span className="min-w-0 flex-1 truncate">{line.label}</span>
              {line.runs !== undefined && (
                <span className="text-11 text-muted tabular-nums">{formatCount(line.runs)}</span>
              )}
            </button>
          );
        })}
      </div>
    </div>
  );
}
