import type { MetricSample } from '../../queries/metric-samples.ts';

/** A series with more points is drawn from samples. */
const MOST_WHOLE_POINTS = 5000;

/** Whether the points lie along steps. Scripts that give no step log every point at step 0. */
export function hasSteps({ points, buckets }: MetricSample): boolean {
  const first = buckets[0]?.first_step;
  return (
    points < 2 || buckets.some(({ first_step, last_step }) => first_step !== first || last_step !== first)
  );
}

/** Whether the series is too long to be drawn whole. */
export function isSampled(sample: MetricSample): boolean {
  return sample.points > MOST_WHOLE_POINTS && hasSteps(sample);
}
