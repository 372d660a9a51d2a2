import { type ChartColours, resolveColour } from '../components/chart-colours.ts';
import { formatNumber } from '../format.ts';
import { RUN_COLOUR_COUNT } from '../run-palette.ts';
import { canvasFont } from './axis-style.ts';
import { extentOf, type FieldColumn, formatField } from './fields.ts';

/** Room for what the colours mean, at the right. */
export const LEGEND_WIDTH = 84;
const MOST_LISTED = 10;

/** Areas from low to high: from the ground over the accent to ink, so that they read in both themes and without colours. */
export function areaScale(): string[] {
  return ['--color-outline', '--color-accent', '--color-ink'].map(resolveColour);
}

/** Lines and points from low to high: from amber to violet, none of which is lost against the ground. */
function lineScale(): string[] {
  return ['--color-run-10', '--color-run-3', '--color-run-6'].map(resolveColour);
}

/** The colour of the category in this place. */
export function categoryColour(index: number): string {
  return resolveColour(`--color-run-${(index % RUN_COLOUR_COUNT) + 1}`);
}

/** What stands for a value in the dimension that colours look at: categories by place, wide ranges by their logarithm. */
export function colourValue(column: FieldColumn, value: number | undefined): number {
  if (value === undefined) return Number.NaN;
  return column.isWide ? Math.log10(value) : value;
}

/** Colours by a field, with what they mean beside the plot; `dimension` is the one that holds `colourValue`. */
export function fieldColours(
  column: FieldColumn,
  dimension: number,
  seriesIndex: number,
  colours: ChartColours,
) {
  const shared = {
    dimension,
    seriesIndex,
    right: 0,
    top: 8,
    orient: 'vertical' as const,
    textStyle: { color: colours.text, ...canvasFont() },
    outOfRange: { color: [colours.separator] },
  };
  if (column.type === 'category') {
    const pieces = column.categories.map((category, index) => ({
      value: index,
      label: category.length > MOST_LISTED ? `${category.slice(0, MOST_LISTED - 1)}…` : category,
      color: categoryColour(index),
    }));
    return {
      ...shared,
      type: 'piecewise' as const,
      pieces,
      show: pieces.length <= MOST_LISTED,
      itemWidth: 8,
      itemHeight: 8,
      itemGap: 6,
      textGap: 6,
    };
  }
  const [low, high] = extentOf(column.values);
  const isEmpty = low > high;
  return {
    ...shared,
    type: 'continuous' as const,
    min: isEmpty ? 0 : colourValue(column, low),
    max: isEmpty ? 1 : colourValue(column, high),
    inRange: { color: lineScale() },
    calculable: false,
    itemWidth: 8,
    itemHeight: 96,
    text: isEmpty ? ['', ''] : [brief(column, high), brief(column, low)],
  };
}

function brief(column: FieldColumn, value: number): string {
  return column.type === 'time' ? formatField(column, value).slice(0, 10) : formatNumber(value);
}
