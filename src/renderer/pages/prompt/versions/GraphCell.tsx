import type { GraphRow } from './version-graph.ts';

const STEP = 12;
const MARGIN = 10;
/** More branches than that at once lie on the last lane. */
const MOST_LANES = 5;

interface GraphCellProps {
  row: GraphRow;
  lanes: number;
  height: number;
  isDraft: boolean;
}

export const laneCount = (rows: readonly { graph: GraphRow }[]) =>
  Math.min(
    MOST_LANES,
    1 +
      Math.max(
        0,
        ...rows.flatMap(({ graph }) => [
          graph.lane,
          ...graph.lines.map(({ from, to }) => Math.max(from, to)),
        ]),
      ),
  );

/** The width that so many lanes take, in pixels. */
export const graphWidth = (lanes: number) => MARGIN * 2 + (lanes - 1) * STEP;

/** The lanes beside a row: where it came from and what came of it. */
export function GraphCell({ row, lanes, height, isDraft }: GraphCellProps) {
  const x = (lane: number) => MARGIN + Math.min(lane, MOST_LANES - 1) * STEP;
  const middle = height / 2;
  const path = ({ half, from, to }: GraphRow['lines'][number]) => {
    const [top, bottom] = half === 'upper' ? [0, middle] : [middle, height];
    const bend = (top + bottom) / 2;
    return `M${x(from)} ${top}C${x(from)} ${bend} ${x(to)} ${bend} ${x(to)} ${bottom}`;
  };
  return (
    <svg
      aria-hidden="true"
      width={graphWidth(lanes)}
      height={height}
      className="flex-none overflow-visible text-faint"
    >
      {row.lines.map((line) => (
        <path
          key={`${line.half} ${line.from} ${line.to}`}
          d={path(line)}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeDasharray={isDraft && line.from === row.lane && line.half === 'lower' ? '2 3' : undefined}
        />
      ))}
      <circle
        cx={x(row.lane)}
        cy={middle}
        r="4"
        className={isDraft ? 'fill-canvas stroke-accent' : 'fill-accent stroke-canvas'}
        strokeWidth="1.5"
        strokeDasharray={isDraft ? '2 1.5' : undefined}
      />
    </svg>
  );
}
