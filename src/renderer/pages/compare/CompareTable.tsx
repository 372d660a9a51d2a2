import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, ArrowUpDown, FileDiff } from 'lucide-react';
import { useEffect, useId, useMemo, useRef } from 'react';
import type { Run } from '../../../contract/index.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { showError, showMessage } from '../../components/messages.ts';
import { formatCount } from '../../format.ts';
import { useShownRuns } from '../../run-colours.ts';
import { useElementSize } from '../../use-element-size.ts';
import type { Better, CompareRow, CompareSection } from './compare-rows.ts';
import { RunHead } from './RunHead.tsx';
import { type GridPlace, useGridKeys } from './use-grid-keys.ts';
import { copyCommand, diffCommand, ValueCell, wholeValue } from './ValueCell.tsx';

const ROW = 28;
const HEAD = 36;
const NAME_WIDTH = 200;
const RUN_WIDTH = 136;
/** With room for how far a number is from the reference's. */
const DELTA_WIDTH = 220;
/** Below this width the names make room for a second run. */
const NARROW = 480;
const NARROW_NAME_WIDTH = 140;

interface CompareTableProps {
  runs: readonly Run[];
  sections: readonly CompareSection[];
  /** Where the reference is among the runs. */
  reference: number | undefined;
  showsDeltas: boolean;
  onRemove: (runId: string) => void;
  onPin: (runId: string | undefined) => void;
  /** Takes the other end of a metric for the better one. */
  onBetter: (metric: string, better: Better) => void;
  /** Shows a file of the runs beside each other. */
  onOpenFile: (path: string) => void;
}

type Line = { kind: 'section'; name: string; count: number } | { kind: 'row'; row: CompareRow };

/** What runs have, a column for each run, the best of each metric marked. Rows and columns in view are in the page. */
export function CompareTable(props: CompareTableProps) {
  const { runs, sections, reference, showsDeltas, onRemove, onPin, onBetter, onOpenFile } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const { width, height } = useElementSize(scroller);
  useShownRuns(useMemo(() => runs.map(({ info }) => info.run_id), [runs]));
  const lines = useMemo(() => linesOf(sections), [sections]);
  const nameWidth = width < NARROW ? NARROW_NAME_WIDTH : NAME_WIDTH;
  const hasDeltas = reference !== undefined && showsDeltas;
  const least = hasDeltas ? DELTA_WIDTH : RUN_WIDTH;
  const runWidth = Math.max(least, Math.floor((width - nameWidth) / Math.max(1, runs.length)));
  const down = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    scrollPaddingStart: HEAD,
    paddingStart: HEAD,
  });
  const across = useVirtualizer({
    horizontal: true,
    count: runs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => runWidth,
    overscan: 2,
    paddingStart: nameWidth,
    scrollPaddingStart: nameWidth,
  });
  useEffect(() => across.measure(), [runWidth, nameWidth, across]);
  const rowAt = (row: number) => {
    const line = lines[row - 1];
    return line?.kind === 'row' ? line.row : undefined;
  };
  const open = ({ row, column }: GridPlace) => {
    const found = rowAt(row);
    const command = found && diffCommand(found, column - 1, reference ?? 0);
    if (command) return copyCommand(command);
    if (found?.file !== undefined) onOpenFile(found.file);
    else if (found?.better !== undefined) onBetter(found.label, BETTER[found.better].next);
  };
  const { place, setPlace, onKeyDown } = useGridKeys({
    rows: lines.length + 1,
    columns: runs.length + 1,
    page: Math.max(1, Math.floor((height - HEAD) / ROW) - 1),
    onMove: ({ row, column }) => {
      if (row > 0) down.scrollToIndex(row - 1, { align: 'auto' });
      if (column > 0) across.scrollToIndex(column - 1, { align: 'auto' });
    },
    onEnter: open,
    onCopy: (at) => copy(textAt(at, rowAt(at.row), runs)),
  });
  const columns = across.getVirtualItems();
  const cellId = (row: number, column: number) => `${id}-${row}-${column}`;
  const marked = (row: number, column: number) =>
    place.row === row && place.column === column
      ? 'group-focus/grid:outline-2 group-focus/grid:outline-accent group-focus/grid:-outline-offset-2'
      : '';
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label="Comparison"
      aria-rowcount={lines.length + 1}
      aria-colcount={runs.length + 1}
      aria-activedescendant={cellId(place.row, place.column)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      className="group/grid min-h-0 flex-1 overflow-auto text-12 outline-none"
    >
      <div className="relative" style={{ height: down.getTotalSize(), width: across.getTotalSize() }}>
        <div
          role="row"
          aria-rowindex={1}
          className="sticky top-0 z-20 border-b border-separator bg-panel"
          style={{ height: HEAD }}
        >
          <div
            role="columnheader"
            id={cellId(0, 0)}
            aria-colindex={1}
            aria-label="Field"
            className={`sticky left-0 z-10 flex h-full items-center bg-panel px-3 text-muted ${marked(0, 0)}`}
            style={{ width: nameWidth }}
          >
            {sectionAt(lines, down.range?.startIndex ?? 0)}
          </div>
          {columns.map(({ index, start, size }) => {
            const run = runs[index];
            if (run === undefined) return null;
            return (
              <div
                key={run.info.run_id}
                role="columnheader"
                id={cellId(0, index + 1)}
                aria-colindex={index + 2}
                className={`absolute inset-y-0 ${marked(0, index + 1)}`}
                style={{ left: start, width: size }}
              >
                <RunHead
                  run={run}
                  isReference={index === reference}
                  onRemove={runs.length > 1 ? () => onRemove(run.info.run_id) : undefined}
                  onPin={() => onPin(index === reference ? undefined : run.info.run_id)}
                />
              </div>
            );
          })}
        </div>
        {down.getVirtualItems().map(({ index: at, start: top }) => {
          const line = lines[at];
          if (line === undefined) return null;
          const row = at + 1;
          return (
            <div
              key={at}
              role="row"
              aria-rowindex={row + 1}
              className={`absolute left-0 border-b border-separator ${line.kind === 'row' ? 'group/row hover:bg-hover' : ''}`}
              style={{ top, height: ROW, width: across.getTotalSize() }}
            >
              {line.kind === 'section' ? (
                <div
                  role="rowheader"
                  id={cellId(row, 0)}
                  className={`sticky left-0 flex h-full w-max items-center gap-2 px-3 font-semibold ${marked(row, 0)}`}
                >
                  {line.name}
                  <span className="font-normal text-muted tabular-nums">{formatCount(line.count)}</span>
                </div>
              ) : (
                <>
                  <div
                    role="rowheader"
                    id={cellId(row, 0)}
                    title={line.row.id}
                    className={`sticky left-0 z-10 flex h-full items-center gap-1 bg-canvas pr-1 pl-3 text-soft group-hover/row:bg-hover ${marked(row, 0)}`}
                    style={{ width: nameWidth }}
                  >
                    <RowName row={line.row} onBetter={onBetter} onOpenFile={onOpenFile} />
                  </div>
                  {columns.map(({ index, start, size }) => (
                    <div
                      key={index}
                      role="gridcell"
                      id={cellId(row, index + 1)}
                      aria-colindex={index + 2}
                      onPointerDown={() => setPlace({ row, column: index + 1 })}
                      className={`absolute inset-y-0 flex items-center font-mono ${line.row.best.includes(index) ? 'font-semibold text-accent-ink' : ''} ${marked(row, index + 1)}`}
                      style={{ left: start, width: size }}
                    >
                      <ValueCell row={line.row} index={index} base={reference ?? 0} showsDelta={hasDeltas} />
                    </div>
                  ))}
                </>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** How a metric's better end is shown, and which one comes next when it is pressed. */
const BETTER = {
  less: { icon: ArrowDown, label: 'Less is better. Press for more', next: 'more' },
  more: { icon: ArrowUp, label: 'More is better. Press for neither', next: 'none' },
  none: { icon: ArrowUpDown, label: 'Neither end is better. Press for less', next: 'less' },
} as const;

interface RowNameProps {
  row: CompareRow;
  onBetter: (metric: string, better: Better) => void;
  onOpenFile: (path: string) => void;
}

function RowName({ row: { label, better, file }, onBetter, onOpenFile }: RowNameProps) {
  return (
    <>
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {better !== undefined && (
        <IconButton
          icon={BETTER[better].icon}
          label={BETTER[better].label}
          tabIndex={-1}
          onClick={() => onBetter(label, BETTER[better].next)}
        />
      )}
      {file !== undefined && (
        <IconButton
          icon={FileDiff}
          label={`Show ${label} beside each other`}
          tabIndex={-1}
          onClick={() => onOpenFile(file)}
        />
      )}
    </>
  );
}

function linesOf(sections: readonly CompareSection[]): Line[] {
  return sections.flatMap(({ name, rows }): Line[] => [
    { kind: 'section', name, count: rows.length },
    ...rows.map((row): Line => ({ kind: 'row', row })),
  ]);
}

/** The section that a line is in, where its own heading is out of view. */
function sectionAt(lines: readonly Line[], index: number): string {
  for (let at = index; at >= 0; at -= 1) {
    const line = lines[at];
    if (line?.kind === 'section') return at === index ? '' : line.name;
  }
  return '';
}

/** What a place of the grid says, in full. */
function textAt({ row, column }: GridPlace, found: CompareRow | undefined, runs: readonly Run[]): string {
  const info = runs[column - 1]?.info;
  if (row === 0) return info?.run_name ?? info?.run_id ?? '';
  if (found === undefined) return '';
  return column === 0 ? found.label : (wholeValue(found, column - 1) ?? '');
}

function copy(text: string): void {
  if (text !== '')
    void navigator.clipboard.writeText(text).then(() => showMessage('Copied the value'), showError);
}
