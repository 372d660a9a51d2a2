import { readSampleColumns, sampleSeries } from '../contract/index.ts';
import { axisOf, bucketsOf, chartKeys, chartRuns, checkSeries } from './chart-axis.ts';
import type { Handlers } from './context.ts';
import { encodedSeries } from './encoded-series.ts';
import { LIMITS } from './limits.ts';

export const sampleHandlers: Handlers<'sampleMetrics'> = {
  async sampleMetrics(context, request, caller) {
    const axis = axisOf(context, request);
    const buckets = bucketsOf(request.max_buckets);
    const keys = chartKeys(context, request.metric_keys, LIMITS.chartKeys);
    const runs = chartRuns(context, caller, request.run_ids, LIMITS.chartRuns);
    checkSeries(runs.length * keys.length);
    const { bytes } = await context.store.readers.run('sample', { runs, keys, axis, buckets });
    return encodedSeries(bytes, readSampleColumns, sampleSeries);
  },
};
