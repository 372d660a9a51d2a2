import { ChevronRight } from 'lucide-react';
import { memo } from 'react';
import { formatCount, formatInColumn } from '../../format.ts';
import { NAME_COLUMN } from './columns.tsx';
import type { GroupEntry } from './entries.ts';
import { type Lane, type Lanes, LEAD_WIDTH } from './lanes.ts';
import { RunCells } from './RunCells.tsx';
import type { RowActions } from './row-actions.ts';

interface GroupRowProps {
  entry: GroupEntry;
  lanes: Lanes;
  top: number;
  rowIndex: number;
  isActive: boolean;
  actions: RowActions;
}

/** Runs with equal values: those values, how many runs, and the mean of each metric. */
export const GroupRow = memo(function GroupRow({
  entry,
  lanes,
  top,
  rowIndex,
  isActive,
  actions,
}: GroupRowProps) {
  const { group, key, isExpanded } = entry;
  const background = isActive ? 'bg-selected' : 'bg-panel group-hover/row:bg-hover';
  const name = group.values.map((value) => value ?? '(none)').join(' · ');
  const content = ({ column, decimals }: Lane) => {
    if (column.id === NAME_COLUMN)
      return (
        <span className="flex min-w-0 items-center gap-1.5 font-medium">
          <ChevronRight className={`size-3.5! text-muted ${isExpanded ? 'rotate-90' : ''}`} />
          <span className="truncate">{name}</span>
          <span className="flex-none text-11 font-normal text-muted tabular-nums">
            {formatCount(group.runs)}
          </span>
        </span>
      );
    if (column.kind !== 'metrics') return null;
    const summary = group.metrics[column.key];
    // What NaN or nothing stands for is left out of the mean.
    if (summary === undefined || summary.count === 0) return <span className="text-faint">–</span>;
    return (
      <span className="truncate">
        {summary.count < group.runs && (
          <span className="mr-1.5 font-sans text-11 text-muted">of {formatCount(summary.count)}</span>
        )}
        {formatInColumn(summary.mean, decimals)}
      </span>
    );
  };
  return (
    <div
      role="row"
      id={`run-${key}`}
      data-key={key}
      aria-rowindex={rowIndex}
      aria-expanded={isExpanded}
      aria-selected={isActive}
      onClick={() => {
        actions.activate(key);
        actions.toggleFold(key);
      }}
      className={`group/row absolute left-0 flex h-7 cursor-default ${isActive ? 'bg-selected' : 'bg-panel hover:bg-hover'}`}
      style={{ top, width: lanes.total, minWidth: '100%' }}
    >
      <RunCells
        lanes={lanes}
        lead={<div role="gridcell" aria-colindex={1} style={{ width: LEAD_WIDTH }} className="flex-none" />}
        background={background}
        cell={content}
        full={({ column }) =>
          column.kind === 'metrics' ? summaryText(group.metrics[column.key], group.runs) : undefined
        }
      />
    </div>
  );
});

function summaryText(
  summary: GroupEntry['group']['metrics'][string] | undefined,
  runs: number,
): string | undefined {
  if (summary === undefined) return undefined;
  const { mean, std, min, max, count } = summary;
  if (count === 0) return `NaN or nothing in all ${formatCount(runs)} runs`;
  const others = count < runs ? ` of ${formatCount(runs)}; the others have NaN or nothing` : '';
  return `mean ${mean}, standard deviation ${std}, ${min} to ${max}, ${count} runs${others}`;
}
