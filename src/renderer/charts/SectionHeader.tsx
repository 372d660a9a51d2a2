import { ChevronRight, Minus, Plus } from 'lucide-react';
import { IconButton } from '../components/IconButton.tsx';
import { formatCount } from '../format.ts';
import { type ChartsView, type Section, withSection } from './charts-view.ts';

interface SectionHeaderProps {
  section: Section;
  /** Charts beside each other now. */
  columns: number;
  view: ChartsView;
  onChange: (view: ChartsView) => void;
}

const MOST_COLUMNS = 6;

/** A section's name; it folds its charts away. */
export function SectionHeader({ section, columns, view, onChange }: SectionHeaderProps) {
  const { name, isFolded = false, charts } = section;
  const change = (changed: Parameters<typeof withSection>[2]) => onChange(withSection(view, name, changed));
  return (
    <div className="group flex h-8 items-center gap-1 px-2">
      <button
        type="button"
        aria-expanded={!isFolded}
        onClick={() => change({ isFolded: !isFolded })}
        className="flex h-7 min-w-0 flex-1 items-center gap-1 rounded-sm px-1 text-left hover:bg-hover"
      >
        <ChevronRight className={`text-muted ${isFolded ? '' : 'rotate-90'}`} />
        <span className="truncate font-medium">{name}</span>
        <span className="text-12 text-muted tabular-nums">{formatCount(charts.length)}</span>
      </button>
      {!isFolded && (
        <div className="flex opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
          <IconButton
            icon={Minus}
            label="Larger charts, fewer beside each other"
            disabled={columns <= 1}
            onClick={() => change({ columns: columns - 1 })}
          />
          <IconButton
            icon={Plus}
            label="Smaller charts, more beside each other"
            disabled={columns >= MOST_COLUMNS}
            onClick={() => change({ columns: columns + 1 })}
          />
        </div>
      )}
    </div>
  );
}
