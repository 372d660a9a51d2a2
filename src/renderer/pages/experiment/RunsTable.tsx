import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { ContextMenu } from '../../components/ContextMenu.tsx';
import { RUN_COLOUR_COUNT, useShownRuns } from '../../run-colours.ts';
import { useRunListPositions } from '../../run-list-position.ts';
import { ColourPicker } from './ColourPicker.tsx';
import { columnEntries } from './column-menu.ts';
import type { Column } from './columns.tsx';
import type { Entry } from './entries.ts';
import { GroupRow } from './GroupRow.tsx';
import { HeaderRow } from './HeaderRow.tsx';
import { HEADER_HEIGHT, ROW_HEIGHT } from './lanes.ts';
import { RowSkeleton } from './RowSkeleton.tsx';
import { RunRow } from './RunRow.tsx';
import { runEntries } from './run-menu.ts';
import { type RunsView, useRunsView } from './runs-view.ts';
import type { useEntries } from './use-entries.ts';
import { useLanes } from './use-lanes.ts';
import { useRowActions } from './use-row-actions.ts';
import { useSteadyScroll } from './use-steady-scroll.ts';
import { useTableColumns } from './use-table-columns.ts';
import { runIdsOf, useTableKeys } from './use-table-keys.ts';

const NEAR_END = 30;
const HEADER_ROWS = 1;

interface RunsTableProps {
  columns: readonly Column[];
  /** Ids of columns that are left out because their values are all equal. */
  hidden: ReadonlySet<string>;
  data: ReturnType<typeof useEntries>;
}

export function RunsTable({ columns, hidden, data }: RunsTableProps) {
  const { entries, pinnedEntries, lineCount, hasMore, readMore } = data;
  const experiments = useRunsView((state) => state.experiments);
  const view = useRunsView((state) => state.view);
  const { eyes, eyeOf } = view;
  const { positions, remember } = useRunListPositions.getState();
  const [position] = useState(() => positions[experiments]);
  const [activeKey, setActiveKey] = useState(position?.activeRunId);
  const scroller = useRef<HTMLDivElement>(null);
  const table = useTableColumns(columns, hidden);
  const lanes = useLanes(table, columns, data.rows, entries, scroller);
  const pinnedHeight = HEADER_HEIGHT + pinnedEntries.length * ROW_HEIGHT;
  const virtual = useVirtualizer({
    count: lineCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    initialOffset: position?.offset ?? 0,
    overscan: 8,
    paddingStart: pinnedHeight,
    scrollPaddingStart: pinnedHeight,
  });
  const lines = virtual.getVirtualItems();
  // Lines that come into view take over the elements of those that go: making new ones costs several times as much.
  const places = useRef(1);
  places.current = Math.max(places.current, lines.length);
  useSteadyScroll(scroller, entries, `${data.sortings} ${questionOf(view)}`);

  const isNearEnd = hasMore && (lines.at(-1)?.index ?? 0) >= entries.length - NEAR_END;
  // After every page too: where a person dragged the bar far down, pages are read until they reach there.
  useEffect(() => {
    if (isNearEnd) readMore();
  });
  useLayoutEffect(() => {
    if (position) scroller.current?.focus({ preventScroll: true });
  }, [position]);

  const activeIndex = activeKey === undefined ? -1 : entries.findIndex(({ key }) => key === activeKey);
  const isShownAt = (index: number, runId: string) => eyeOf[runId] ?? (eyes === 'all' || index < eyes);
  useShownRuns(
    useMemo(() => shownRuns(entries, pinnedEntries, { eyes, eyeOf }), [entries, pinnedEntries, eyes, eyeOf]),
  );
  const isListed = (runId: string) => entries.some(({ key }) => key === runId);
  const focusTable = () => scroller.current?.focus({ preventScroll: true });
  const { actions, editedNote, colourChoice, closeColours } = useRowActions({
    runIds: () => runIdsOf(entries),
    isShown: (runId) =>
      isShownAt(
        entries.findIndex(({ key }) => key === runId),
        runId,
      ),
    activate(key) {
      setActiveKey(key);
      focusTable();
    },
    toggleFold: data.toggle,
    onLeave: (runId) => remember(experiments, { offset: virtual.scrollOffset ?? 0, activeRunId: runId }),
  });
  useTableKeys({
    entries,
    activeIndex,
    actions,
    activate(index) {
      const target = Math.max(0, Math.min(entries.length - 1, index));
      setActiveKey(entries[target]?.key);
      virtual.scrollToIndex(target);
      focusTable();
      return true;
    },
  });

  const menuTarget = useRef<Element>(null);
  const shown = useMemo(() => columns.map(({ id }) => id), [columns]);
  const menuEntries = () => {
    const { row: key, column, header } = placesOf(menuTarget.current);
    const lane = [...lanes.pinned, ...lanes.visible].find((candidate) => candidate.column.id === header);
    const head = table.getFlatHeaders().find((candidate) => candidate.column.id === header);
    if (lane && head) return columnEntries(lane, head, shown);
    const entry = [...pinnedEntries, ...entries].find((candidate) => candidate.key === (key ?? activeKey));
    return entry?.type === 'run' ? runEntries(entry.row, column, actions) : [];
  };
  const runRow = (entry: (typeof pinnedEntries)[number], index: number, top?: number) => ({
    entry,
    lanes,
    rowIndex: index + 1 + HEADER_ROWS,
    isActive: top !== undefined && index === activeIndex,
    isShown: isShownAt(index, entry.row.run_id),
    isEditingNote: editedNote === entry.row.run_id && (top !== undefined || !isListed(editedNote)),
    actions,
    ...(top !== undefined && { top }),
  });

  return (
    <>
      <ContextMenu entries={menuEntries}>
        <div
          ref={scroller}
          role="treegrid"
          aria-label="Runs"
          aria-multiselectable="true"
          aria-rowcount={lineCount + HEADER_ROWS}
          aria-colcount={columns.length + 1}
          aria-activedescendant={activeIndex >= 0 ? `run-${activeKey}` : undefined}
          tabIndex={0}
          onContextMenuCapture={(event: MouseEvent) => {
            menuTarget.current = event.target instanceof Element ? event.target : null;
            const { row } = placesOf(menuTarget.current);
            if (row !== undefined) setActiveKey(row);
          }}
          className="relative min-h-0 flex-1 overflow-auto text-12 outline-none"
        >
          <div
            className="relative"
            style={{ height: virtual.getTotalSize(), width: lanes.total, minWidth: '100%' }}
          >
            <div role="rowgroup" className="sticky top-0 z-20 bg-canvas">
              <HeaderRow table={table} lanes={lanes} shown={shown} loadedRunIds={actions.loadedRunIds} />
              {pinnedEntries.map((entry, index) => (
                <RunRow key={entry.key} {...runRow(entry, index)} />
              ))}
            </div>
            <div role="rowgroup">
              {lines.map(({ index, start }) => {
                const entry = entries[index];
                const place = index % places.current;
                if (entry === undefined) return <RowSkeleton key={place} top={start} lanes={lanes} />;
                if (entry.type === 'run') return <RunRow key={place} {...runRow(entry, index, start)} />;
                return (
                  <GroupRow
                    key={place}
                    entry={entry}
                    lanes={lanes}
                    top={start}
                    rowIndex={index + 1 + HEADER_ROWS}
                    isActive={index === activeIndex}
                    actions={actions}
                  />
                );
              })}
            </div>
          </div>
        </div>
      </ContextMenu>
      {colourChoice && <ColourPicker {...colourChoice} onClose={closeColours} />}
    </>
  );
}

/** The runs that charts draw: as many of them as there are colours, and those whose eye a person opened. */
function shownRuns(
  entries: readonly Entry[],
  pinned: readonly Entry[],
  { eyes, eyeOf }: Pick<RunsView, 'eyes' | 'eyeOf'>,
): string[] {
  const shown = new Set<string>();
  for (const lines of [pinned, entries])
    for (const [index, entry] of lines.entries()) {
      if (shown.size === RUN_COLOUR_COUNT || (eyes !== 'all' && index >= eyes)) break;
      if (entry.type === 'run' && eyeOf[entry.key] !== false) shown.add(entry.key);
    }
  for (const [runId, isOpen] of Object.entries(eyeOf)) if (isOpen) shown.add(runId);
  return [...shown];
}

/** What is asked for, without how it is laid out. */
function questionOf({ filter, sort, groupBy, isDeleted, isNested }: RunsView): string {
  return JSON.stringify([filter, sort, groupBy, isDeleted, isNested]);
}

/** What of the table an element belongs to. */
function placesOf(element: Element | null) {
  const read = (name: string) =>
    element?.closest(`[data-${name}]`)?.getAttribute(`data-${name}`) ?? undefined;
  return { row: read('key'), column: read('column'), header: read('header') };
}
