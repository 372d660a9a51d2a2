import type { ChartColours } from '../components/chart-colours.ts';
import { formatNumber } from '../format.ts';
import { horizontalAxis, verticalAxis } from './axis-style.ts';
import type { FieldColumn } from './fields.ts';

/** Words on an axis longer than this are cut, in pixels. */
const WIDEST_WORD = 90;
const NAME_GAP = { horizontal: 4, vertical: 8 } as const;

/** The axis of a field: numbers, times or categories. */
export function fieldAxis(
  column: FieldColumn,
  colours: ChartColours,
  direction: 'horizontal' | 'vertical',
  isLog = false,
) {
  const style = direction === 'horizontal' ? horizontalAxis(colours) : verticalAxis(colours);
  const shared = {
    ...style,
    name: column.label,
    nameLocation: 'middle' as const,
    nameGap: NAME_GAP[direction],
    nameMoveOverlap: true,
    scale: true,
  };
  const label = { color: colours.text, hideOverlap: true };
  if (column.type === 'category')
    return {
      ...shared,
      type: 'category' as const,
      data: [...column.categories],
      axisLabel: { ...label, width: WIDEST_WORD, overflow: 'truncate' as const },
    };
  if (column.type === 'time') return { ...shared, type: 'time' as const, axisLabel: label };
  return {
    ...shared,
    type: isLog ? ('log' as const) : ('value' as const),
    axisLabel: { ...label, formatter: formatNumber },
  };
}
