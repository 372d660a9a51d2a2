import type { SampleBucket } from '../contract/index.ts';
import type { MetricSample } from './queries/metric-samples.ts';

export interface MetricSummary {
  min: number | undefined;
  max: number | undefined;
  /** The least or the greatest value, where the metric's name says which is better. */
  best: number | undefined;
  /** The course, a few values long. */
  course: number[];
}

const LESS_IS_BETTER =
  /(?:^|[^a-z])(?:loss|error|err|mse|rmse|mae|mape|wer|cer|fid|perplexity|ppl|nll|latency|divergence)(?:$|[^a-z])/i;
const MORE_IS_BETTER =
  /(?:^|[^a-z])(?:acc|accuracy|auc|auroc|f1|precision|recall|score|r2|map|bleu|rouge|iou|dice|reward|psnr|ssim|ndcg|mrr)(?:$|[^a-z])/i;

/** Which way a metric should go, by the words in its name; undefined where they do not say. */
export function betterDirection(key: string): 'less' | 'more' | undefined {
  const [less, more] = [LESS_IS_BETTER.test(key), MORE_IS_BETTER.test(key)];
  if (less === more) return undefined;
  return less ? 'less' : 'more';
}

export function summaryOf(key: string, { buckets }: MetricSample): MetricSummary {
  const min = extreme(buckets, 'min', (a, b) => a < b);
  const max = extreme(buckets, 'max', (a, b) => a > b);
  const direction = betterDirection(key);
  const best = direction === undefined ? undefined : direction === 'less' ? min : max;
  return { min, max, best, course: buckets.map(({ last }) => last ?? Number.NaN) };
}

function extreme(
  buckets: readonly SampleBucket[],
  field: 'min' | 'max',
  isBeyond: (a: number, b: number) => boolean,
): number | undefined {
  return buckets.reduce<number | undefined>((found, { [field]: value }) => {
    if (value === undefined) return found;
    return found === undefined || isBeyond(value, found) ? value : found;
  }, undefined);
}

/** What a chart draws of buckets, flat: x0, y0, x1, y1, … Each keeps its first and last point, and between them its extremes. */
export function sampleLine(buckets: readonly SampleBucket[]): Float64Array {
  const line: number[] = [];
  for (const { first_step, last_step, first, last, min, max, count, nans } of buckets) {
    const [start, end] = [Number(first_step), Number(last_step)];
    line.push(start, finite(first));
    if (count > 2 && count > nans) line.push((start + end) / 2, finite(min), (start + end) / 2, finite(max));
    if (count > 1) line.push(end, finite(last));
  }
  return Float64Array.from(line);
}

/** A value that is not finite is a gap. */
function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : Number.NaN;
}
