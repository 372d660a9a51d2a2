import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ModelOrder, type OrderField, pressedOrder } from './model-filter.ts';

interface SortableHeadProps {
  by: OrderField;
  label: string;
  order: ModelOrder;
  onOrder: (order: ModelOrder) => void;
  className?: string;
}

/** The head of a column that a list of models or prompts can be ordered by. */
export function SortableHead({ by, label, order, onOrder, className = '' }: SortableHeadProps) {
  const isSorted = order.by === by;
  const Arrow = order.isDescending ? ArrowDown : ArrowUp;
  const direction = order.isDescending ? 'descending' : 'ascending';
  return (
    <span role="columnheader" aria-sort={isSorted ? direction : 'none'} className={className}>
      <button
        type="button"
        onClick={() => onOrder(pressedOrder(order, by))}
        className="flex h-6 items-center gap-1 whitespace-nowrap rounded-sm hover:text-ink"
      >
        {label}
        <Arrow className={`size-3.5! ${isSorted ? '' : 'invisible'}`} />
      </button>
    </span>
  );
}
