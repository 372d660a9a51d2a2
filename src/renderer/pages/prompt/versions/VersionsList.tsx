import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { AliasPill } from '../../../components/AliasPill.tsx';
import { ContextMenu } from '../../../components/ContextMenu.tsx';
import type { MenuEntry } from '../../../components/menu-entries.ts';
import { RelativeTime } from '../../../components/Time.tsx';
import { lineAfter } from '../../../list-walk.ts';
import { actorWords } from '../../../your-name.ts';
import { type Place, placeText } from '../prompt-address.ts';
import { GraphCell, graphWidth, laneCount } from './GraphCell.tsx';
import { type HistoryRow, rowName } from './version-rows.ts';

const ROW_HEIGHT = 52;

interface VersionsListProps {
  rows: readonly HistoryRow[];
  chosen: Place | undefined;
  onChoose: (place: Place) => void;
  entriesOf: (row: HistoryRow) => readonly MenuEntry[];
}

/** Drafts and versions with the lines between them. The one that is chosen is shown; arrow keys choose the next. */
export function VersionsList({ rows, chosen, onChoose, entriesOf }: VersionsListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const lanes = laneCount(rows);
  const chosenText = placeText(chosen);
  const index = rows.findIndex(({ place }) => placeText(place) === chosenText);
  useEffect(() => {
    if (index >= 0) virtual.scrollToIndex(index);
  }, [index, virtual]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const line = lineAfter(event.key, index);
    const row = line === undefined ? undefined : rows[Math.max(0, Math.min(rows.length - 1, line))];
    if (row === undefined) return;
    event.preventDefault();
    onChoose(row.place);
  };
  const entries = () => {
    const row = rows[index];
    return row === undefined ? [] : entriesOf(row);
  };
  return (
    <ContextMenu entries={entries}>
      <div
        ref={scroller}
        role="listbox"
        aria-label="Versions and drafts"
        tabIndex={0}
        aria-activedescendant={index < 0 ? undefined : optionId(chosenText)}
        onKeyDown={onKeyDown}
        className="min-h-0 flex-1 overflow-y-auto text-12"
      >
        <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index: at, start }) => {
            const row = rows[at];
            return (
              row && (
                <HistoryOption
                  key={placeText(row.place)}
                  row={row}
                  top={start}
                  position={at + 1}
                  count={rows.length}
                  lanes={lanes}
                  isChosen={at === index}
                  onChoose={() => onChoose(row.place)}
                />
              )
            );
          })}
        </div>
      </div>
    </ContextMenu>
  );
}

const optionId = (text: string) => `history-${text.replaceAll(/\W/g, '-')}`;

interface HistoryOptionProps {
  row: HistoryRow;
  top: number;
  position: number;
  count: number;
  lanes: number;
  isChosen: boolean;
  onChoose: () => void;
}

function HistoryOption({ row, top, position, count, lanes, isChosen, onChoose }: HistoryOptionProps) {
  const { draft, version, graph } = row;
  const message = draft === undefined ? version.commit_message : draftWords(row);
  const time = draft === undefined ? version.creation_time : draft.last_update_time;
  const who = draft === undefined ? version.user_id : draft.actor;
  return (
    // The list has the keys: arrows choose.
    <div
      role="option"
      id={optionId(placeText(row.place))}
      aria-selected={isChosen}
      aria-posinset={position}
      aria-setsize={count}
      onClick={onChoose}
      onContextMenu={onChoose}
      style={{ top, paddingLeft: graphWidth(lanes) }}
      className="absolute inset-x-0 h-13 cursor-default pr-3 select-none hover:bg-hover aria-selected:bg-selected"
    >
      <span className="absolute inset-y-0 left-0">
        <GraphCell row={graph} lanes={lanes} height={ROW_HEIGHT} isDraft={draft !== undefined} />
      </span>
      <div className="flex h-13 min-w-0 flex-col justify-center gap-0.5">
        <div className="flex min-w-0 items-center gap-1.5">
          <span
            className={`truncate text-13 font-medium ${draft === undefined ? 'flex-none tabular-nums' : ''}`}
          >
            {rowName(row)}
          </span>
          {draft !== undefined && (
            <span className="flex-none rounded-sm border border-dashed border-outline px-1 text-11 text-muted">
              draft
            </span>
          )}
          {version?.aliases.map((alias) => (
            <AliasPill key={alias} alias={alias} />
          ))}
        </div>
        <div className="flex min-w-0 items-baseline gap-2 text-11 text-muted">
          <span className="min-w-0 flex-1 truncate" title={message}>
            {message || <span className="italic">No message</span>}
          </span>
          <span className="flex-none" title={who}>
            <RelativeTime time={time} />
          </span>
        </div>
      </div>
    </div>
  );
}

function draftWords({ draft }: HistoryRow): string {
  if (draft === undefined) return '';
  const { base_version, actor } = draft;
  const from = base_version === undefined ? 'from nothing' : `from v${base_version}`;
  return `${from} by ${actorWords(actor)}`;
}
