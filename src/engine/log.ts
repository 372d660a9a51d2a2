import {
  type Caller,
  type ChangeEvent,
  invalidParameter,
  type Metric,
  type Response,
} from '../contract/index.ts';
import * as store from '../store/index.ts';
import { type Context, type Handlers, record } from './context.ts';
import { activeRun, getModelRow, requiredRunId } from './find.ts';
import { checkCount, checkKey, cut, LIMITS } from './limits.ts';
import { writeTag } from './run-tags.ts';

type Names = 'logBatch' | 'logMetric' | 'logParam' | 'setTag';

interface Pair {
  key: string;
  value?: string | undefined;
}

interface Batch {
  metrics: readonly Metric[];
  params: readonly Pair[];
  tags: readonly Pair[];
}

function checkMetric({ key, timestamp }: Metric, path: string): void {
  checkKey(key, `${path}key`);
  if (timestamp < 0)
    throw invalidParameter(
      `Invalid value ${timestamp} for parameter '${path}timestamp': it is the epoch time in milliseconds, 0 or more.`,
    );
}

function refuseRepeatedParams(params: readonly Pair[]): void {
  const seen = new Set<string>();
  for (const { key } of params) {
    if (seen.has(key)) throw invalidParameter(`Duplicate parameter keys have been submitted: ['${key}'].`);
    seen.add(key);
  }
}

function checkBatch({ metrics, params, tags }: Batch): void {
  checkCount(metrics.length, LIMITS.batchMetrics, 'metrics');
  checkCount(params.length, LIMITS.batchParams, 'params');
  checkCount(tags.length, LIMITS.batchTags, 'tags');
  checkCount(metrics.length + params.length + tags.length, LIMITS.batchEntities, 'metrics, params and tags');
  for (const [index, metric] of metrics.entries()) checkMetric(metric, `metrics[${index}].`);
  for (const [index, { key }] of params.entries()) checkKey(key, `params[${index}].key`);
  for (const [index, { key }] of tags.entries()) checkKey(key, `tags[${index}].key`);
  refuseRepeatedParams(params);
}

function writeParam(context: Context, run: store.RunRow, { key, value }: Pair): void {
  const { database, names } = context.store;
  const text = cut(value ?? '', LIMITS.paramValue);
  const standing = store.insertParam(database, run.id, names.intern(key), text);
  if (standing === undefined || standing === text) return;
  throw invalidParameter(
    `Changing param values is not allowed. Param with key='${key}' was already logged with value='${standing}' for run ID='${run.run_id}'. Attempted logging new value '${text}'.`,
  );
}

function pointOf(context: Context, metric: Metric): store.Point {
  return {
    key: context.store.names.intern(metric.key),
    step: metric.step ?? 0,
    timestamp: metric.timestamp,
    ...store.cleanValue(metric.value),
  };
}

function modelPoints(
  context: Context,
  caller: Caller,
  run: store.RunRow,
  metrics: readonly Metric[],
): store.ModelPoint[] {
  return metrics.flatMap((metric) => {
    if (!metric.model_id) return [];
    const model = store.findLoggedModel(context.store.database, metric.model_id);
    if (model === undefined)
      throw invalidParameter(
        `Metric '${metric.key}' names logged model '${metric.model_id}', which does not exist.`,
      );
    return [
      {
        ...pointOf(context, metric),
        model: getModelRow(context, caller, metric.model_id, true).id,
        run: run.id,
        dataset_name: metric.dataset_name ?? '',
        dataset_digest: metric.dataset_digest ?? '',
      },
    ];
  });
}

/** Writes everything of a batch to an active run, or throws and writes nothing. Call within a write. */
function writeBatch(
  context: Context,
  caller: Caller,
  runId: string,
  { metrics, params, tags }: Batch,
  onNew: ((points: readonly store.Point[]) => void) | undefined,
): store.RunRow {
  const run = activeRun(context, caller, runId);
  for (const param of params) writeParam(context, run, param);
  store.insertPoints(
    context.store.database,
    run,
    metrics.map((metric) => pointOf(context, metric)),
    onNew,
  );
  const measured = modelPoints(context, caller, run, metrics);
  if (measured.length > 0) store.insertModelPoints(context.store.database, measured);
  for (const { key, value } of tags) writeTag(context, run.id, key, value ?? '');
  return run;
}

function counts(batch: Batch): Record<string, number> {
  return Object.fromEntries(
    Object.entries(batch).flatMap(([name, list]) => (list.length > 0 ? [[name, list.length]] : [])),
  );
}

function noteLive(
  context: Context,
  change: ChangeEvent,
  run_id: string,
  points: readonly store.Point[],
  metrics: readonly Metric[],
): void {
  const names = new Map(metrics.map(({ key }) => [context.store.names.intern(key), key]));
  context.live.note(change, { run_id, points, names });
}

function logAll(
  context: Context,
  caller: Caller,
  operation: Names,
  runId: string,
  batch: Batch,
): Promise<Response<'logBatch'>> {
  return context.store.write(() => {
    const live: store.Point[] | undefined = context.live.isFollowed(runId) ? [] : undefined;
    const run = writeBatch(context, caller, runId, batch, live && ((points) => live.push(...points)));
    const change = record(context, caller, {
      operation,
      object_type: 'run',
      object_id: run.run_id,
      experiment_id: String(run.experiment_id),
      counts: counts(batch),
    });
    if (live !== undefined) noteLive(context, change, run.run_id, live, batch.metrics);
    context.alerts.points(run, batch.metrics);
    return {};
  });
}

const NOTHING: Batch = { metrics: [], params: [], tags: [] };

export const logHandlers: Handlers<Names> = {
  logBatch(context, request, caller) {
    const batch = { metrics: request.metrics ?? [], params: request.params ?? [], tags: request.tags ?? [] };
    checkBatch(batch);
    return logAll(context, caller, 'logBatch', requiredRunId(request), batch);
  },

  logMetric(context, request, caller) {
    const runId = requiredRunId(request);
    checkMetric(request, '');
    return logAll(context, caller, 'logMetric', runId, { ...NOTHING, metrics: [request] });
  },

  logParam(context, request, caller) {
    const runId = requiredRunId(request);
    checkKey(request.key, 'key');
    return logAll(context, caller, 'logParam', runId, { ...NOTHING, params: [request] });
  },

  setTag(context, request, caller) {
    const runId = requiredRunId(request);
    checkKey(request.key, 'key');
    return logAll(context, caller, 'setTag', runId, { ...NOTHING, tags: [request] });
  },
};
