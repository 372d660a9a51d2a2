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
