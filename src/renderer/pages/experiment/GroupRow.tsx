import { ChevronRight } from 'lucide-react';
import { memo } from 'react';
import { formatCount, formatNumber } from '../../format.ts';
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
  const content = ({ column }: Lane) => {
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
    const summary = column.kind === 'metrics' ? group.metrics[column.key] : undefined;
    if (summary === undefined || summary.count === 0) return null;
    return <span className="truncate">{formatNumber(summary.mean)}</span>;
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
        full={({ column }) => summaryText(group.metrics[column.kind === 'metrics' ? column.key : ''])}
      />
    </div>
  );
});

function summaryText(summary: GroupEntry['group']['metrics'][string] | undefined): string | undefined {
  if (summary === undefined || summary.count === 0) return undefined;
  const { mean, std, min, max, count } = summary;
  return `mean ${mean}, standard deviation ${std}, ${min} to ${max}, ${count} runs`;
}
