import type { RunRowData } from '../../../contract/index.ts';
import { mostTelling } from '../../queries/most-telling.ts';
import type { ChartSettings, Field } from '../chart-settings.ts';
import { type FieldColumn, fieldColumn } from '../fields.ts';
import type { RunKind } from './chart-kinds.ts';

/** What is known of the runs when a chart is added. */
export interface Known {
  metrics: readonly string[];
  /** The metric that the table is sorted by: that is the one in question. */
  metric?: string | undefined;
  /** Params that differ among the runs, most used first. */
  params: readonly FieldColumn[];
}

/** More axes than this do not fit beside each other at first. */
const MOST_AXES = 8;
/** A field with more different values does not tell groups apart. */
const MOST_GROUPS = 10;

/** What to begin with: the metric that tells most, and the params that differ. */
export function presetOf(
  kind: RunKind,
  id: string,
  { metrics, metric: inQuestion, params }: Known,
): ChartSettings {
  const others = mostTelling(metrics).filter((key) => key !== inQuestion);
  const [metric = '', second = metric] = inQuestion === undefined ? others : [inQuestion, ...others];
  const numeric = params
    .filter(({ type }) => type === 'number')
    .sort((a, b) => different(b) - different(a))
    .map(({ field }) => field);
  const groups = params.filter((param) => different(param) <= MOST_GROUPS).map(({ field }) => field);
  const words = params.find(({ type }) => type === 'category')?.field;
  const ofMetric = fieldOf(metric);
  switch (kind) {
    case 'line':
      return { id, kind, metrics: metric === '' ? [] : [metric] };
    case 'bar':
      return { id, kind, metric, value: 'last' };
    case 'scatter':
      return {
        id,
        kind,
        x: numeric[0] ?? params[0]?.field ?? fieldOf(second),
        y: ofMetric,
        ...(words !== undefined && { colour: words }),
      };
    case 'parallel': {
      const fields = [
        ...params.slice(0, MOST_AXES).map(({ field }) => field),
        ...(metric === '' ? [] : [ofMetric]),
      ];
      return { id, kind, fields, ...(metric !== '' && { colour: ofMetric }) };
    }
    case 'contour':
      return { id, kind, x: numeric[0] ?? '', y: numeric[1] ?? '', z: ofMetric };
    case 'box':
      return {
        id,
        kind,
        metric,
        value: 'last',
        shape: 'box',
        ...((words ?? groups[0]) !== undefined && { by: words ?? groups[0] }),
      };
    case 'histogram':
      return { id, kind, metric, over: 'runs' };
    case 'importance':
      return { id, kind, metric, value: 'last' };
  }
}

const different = ({ values }: FieldColumn) => new Set(values).size;

const fieldOf = (metric: string): Field => (metric === '' ? '' : `metrics.${metric}`);

/** Those params of which the runs have different values. */
export function differingParams(rows: readonly RunRowData[], keys: readonly string[]): FieldColumn[] {
  return keys
    .map((key) => fieldColumn(rows, `params.${key}`))
    .filter(({ values }) => new Set(values.filter((value) => value !== undefined)).size > 1);
}

/** Whether a chart has all that it needs to be drawn. */
export function isComplete(chart: ChartSettings): boolean {
  switch (chart.kind) {
    case 'line':
      return chart.metrics.length > 0;
    case 'scatter':
      return chart.x !== '' && chart.y !== '';
    case 'contour':
      return chart.x !== '' && chart.y !== '' && chart.z !== '';
    case 'parallel':
      return chart.fields.length > 1;
    case 'bar':
    case 'box':
    case 'histogram':
    case 'importance':
      return chart.metric !== '';
    default:
      return chart.key !== '';
  }
}
