import type { LivePoints } from '../contract/index.ts';
import { chartKeys, chartRuns, checkRange } from './chart-axis.ts';
import type { Context } from './context.ts';
import { LIMITS } from './limits.ts';

/** Points as this engine commits them. */
export function openLivePoints(context: Context): LivePoints {
  return {
    follow(request, caller, listener) {
      checkRange(request);
      const runs = chartRuns(context, caller, request.run_ids, LIMITS.chartRuns);
      chartKeys(context, request.metric_keys, LIMITS.followedKeys);
      return context.live.follow({ ...request, run_ids: runs.map(({ run_id }) => run_id) }, listener);
    },
  };
}
