import type { Column } from './columns.tsx';
import { cellClass } from './RunRow.tsx';

interface RunsTableHeaderProps {
  columns: readonly Column[];
  template: string;
}

export function RunsTableHeader({ columns, template }: RunsTableHeaderProps) {
  const groups = new Map<string, number>();
  for (const { group } of columns) groups.set(group, (groups.get(group) ?? 0) + 1);
  return (
    <div
      role="rowgroup"
      className="sticky top-0 z-20 border-b border-separator bg-canvas text-11 font-medium text-muted"
    >
      <div role="row" aria-rowindex={1} className="grid h-6" style={{ gridTemplateColumns: template }}>
        {[...groups].map(([group, size]) => (
          <div
            key={group}
            role="columnheader"
            aria-colspan={size}
            aria-label={group === '' ? 'Run' : group}
            className={`flex items-end px-2 ${group === '' ? '' : 'border-l border-separator'}`}
            style={{ gridColumn: `span ${size}` }}
          >
            {group}
          </div>
        ))}
      </div>
      <div role="row" aria-rowindex={2} className="grid h-7" style={{ gridTemplateColumns: template }}>
        {columns.map((column, index) => (
          <div
            key={column.id}
            role="columnheader"
            title={column.id}
            className={cellClass(columns, index, 'bg-canvas')}
          >
            <span className="truncate">{column.label}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
