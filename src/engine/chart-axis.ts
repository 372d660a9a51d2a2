import { type Caller, invalidParameter, type Request } from '../contract/index.ts';
import type { Axis } from '../store/index.ts';
import type { Context } from './context.ts';
import { getRunRow } from './find.ts';
import { checkCount, LIMITS } from './limits.ts';

type AxisRequest = Pick<Request<'sampleMetrics'>, 'x' | 'x_metric_key' | 'x_from' | 'x_to'>;

/** Refuses an end that is not a number, and ends in the wrong order. */
export function checkRange({ x_from, x_to }: Pick<AxisRequest, 'x_from' | 'x_to'>): void {
  for (const [field, end] of Object.entries({ x_from, x_to }))
    if (Number.isNaN(end))
      throw invalidParameter(`Invalid value NaN for parameter '${field}': it must be a number.`);
  if (x_from !== undefined && x_to !== undefined && x_from > x_to)
    throw invalidParameter(`'x_to' (${x_to}) must not be less than 'x_from' (${x_from}).`);
}

/** What lies along the chart that a request asks for. */
export function axisOf(context: Context, request: AxisRequest): Axis {
  const { x = 'step', x_metric_key, x_from, x_to } = request;
  checkRange(request);
  if (x === 'metric' && !x_metric_key)
    throw invalidParameter("Missing value for required parameter 'x_metric_key': name the metric that x is.");
  if (x !== 'metric' && x_metric_key)
    throw invalidParameter(`'x_metric_key' is for x 'metric' alone; x is '${x}'.`);
  const x_key = x_metric_key ? context.store.names.find(x_metric_key) : undefined;
  return { x, x_key, from: x_from, to: x_to };
}

/** How many buckets are asked for: all that there may be, where nothing is said. */
export function bucketsOf(asked: number | undefined): number {
  const count = asked ?? LIMITS.chartBuckets;
  if (count < 1 || count > LIMITS.chartBuckets)
    throw invalidParameter(
      `Invalid value ${count} for parameter 'max_buckets': it must be from 1 to ${LIMITS.chartBuckets}.`,
    );
  return count;
}

/** Metrics by their names; one that nobody has logged has no points. */
export function chartKeys(context: Context, names: readonly string[] | null | undefined, most: number) {
  const distinct = [...new Set(names)];
  if (distinct.length === 0)
    throw invalidParameter("Missing value for required parameter 'metric_keys': name at least one metric.");
  checkCount(distinct.length, most, 'metric keys');
  return distinct.map((name) => ({ id: context.store.names.find(name) ?? -1, name }));
}

/** Runs by their ids. Throws RESOURCE_DOES_NOT_EXIST that names the first that is not there. */
export function chartRuns(
  context: Context,
  caller: Caller,
  ids: readonly string[] | null | undefined,
  most: number,
) {
  const distinct = [...new Set(ids)];
  if (distinct.length === 0)
    throw invalidParameter("Missing value for required parameter 'run_ids': name at least one run.");
  checkCount(distinct.length, most, 'runs');
  return distinct.map((id) => getRunRow(context, caller, id)).map(({ id, run_id }) => ({ id, run_id }));
}

/** Refuses more series than one answer may hold. */
export function checkSeries(count: number): void {
  if (count > LIMITS.chartSeries)
    throw invalidParameter(
      `A request may ask for at most ${LIMITS.chartSeries} series; this one asks for ${count}. Send several requests.`,
    );
}
