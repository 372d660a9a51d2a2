import { aggregateSeries, invalidParameter, readAggregateColumns } from '../contract/index.ts';
import { axisOf, bucketsOf, chartKeys, checkSeries } from './chart-axis.ts';
import type { Handlers } from './context.ts';
import { encodedSeries } from './encoded-series.ts';
import { getRunRow } from './find.ts';
import { checkCount, LIMITS } from './limits.ts';

export const aggregateHandlers: Handlers<'aggregateMetrics'> = {
  async aggregateMetrics(context, request, caller) {
    const axis = axisOf(context, request);
    const rows = bucketsOf(request.max_buckets);
    const keys = chartKeys(context, request.metric_keys, LIMITS.chartKeys);
    const asked = request.groups ?? [];
    if (asked.length === 0)
      throw invalidParameter("Missing value for required parameter 'groups': name at least one group.");
    checkCount(asked.length, LIMITS.chartGroups, 'groups');
    const ids = asked.map(({ run_ids }) => [...new Set(run_ids)]);
    const runs = ids.reduce((sum, list) => sum + list.length, 0);
    checkCount(runs, LIMITS.groupedRuns, 'runs');
    checkSeries(asked.length * keys.length);
    const groups = asked.map(({ name }, index) => ({
      name,
      runs: (ids[index] ?? []).map((id) => getRunRow(context, caller, id).id),
    }));
    const { bytes } = await context.store.readers.run('aggregate', { groups, keys, axis, rows });
    return encodedSeries(bytes, readAggregateColumns, aggregateSeries);
  },
};
