import { type Caller, invalidParameter, type Request } from '../contract/index.ts';
import * as store from '../store/index.ts';
import { type Context, type Handlers, record } from './context.ts';
import { experimentNumber } from './find.ts';
import { checkCount, LIMITS } from './limits.ts';
import { nextPageToken, pagePosition, pageSize } from './paging.ts';

const DEFAULT_PAGE = 100;

function searchOf(context: Context, caller: Caller, request: Request<'listAlerts'>): store.AlertSearch {
  const { experiment_id, run_id, rule_id, acknowledged, since_time, page_token } = request;
  const [before] = pagePosition(context, ['alerts'], page_token) ?? [];
  return {
    workspace: caller.workspace,
    experiment_id: experiment_id ? experimentNumber(experiment_id) : undefined,
    run_id: run_id || undefined,
    rule_id: rule_id || undefined,
    acknowledged,
    since_time,
    before: before === undefined ? undefined : Number(before),
    limit: pageSize(request.max_results, DEFAULT_PAGE, LIMITS.alertPage),
  };
}

/** The alerts that are to be marked; undefined for all. */
function wantedIds({ alert_ids, all }: Request<'acknowledgeAlerts'>): readonly string[] | undefined {
  const ids = alert_ids ?? [];
  if (all && ids.length > 0) throw invalidParameter("Give either 'alert_ids' or 'all', not both.");
  if (all) return undefined;
  if (ids.length === 0)
    throw invalidParameter("Missing value for required parameter 'alert_ids': name at least one alert.");
  checkCount(ids.length, LIMITS.changedRuns, 'alerts');
  return ids;
}

export const alertHandlers: Handlers<'listAlerts' | 'acknowledgeAlerts'> = {
  listAlerts(context, request, caller) {
    const { database } = context.store;
    const { alerts, next } = store.listAlerts(database, searchOf(context, caller, request));
    return {
      alerts,
      unacknowledged: store.countUnacknowledgedAlerts(database, caller.workspace),
      ...(next !== undefined && { next_page_token: nextPageToken(context, ['alerts'], [next]) }),
    };
  },

  acknowledgeAlerts(context, request, caller) {
    const ids = wantedIds(request);
    return context.store.write(() => {
      const changed = store.acknowledgeAlerts(context.store.database, caller.workspace, ids);
      const [only = ''] = changed;
      if (changed.length > 0)
        record(context, caller, {
          operation: 'acknowledgeAlerts',
          object_type: 'alert',
          object_id: changed.length === 1 ? only : '',
          experiment_id: '',
          counts: { alerts: changed.length },
        });
      return { changed: changed.length };
    });
  },
};
