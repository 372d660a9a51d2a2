import { type Caller, doesNotExist, EncodedJson, invalidParameter, type RunInfo } from '../contract/index.ts';
import { parseFilter, parseOrderBy } from '../filter/index.ts';
import * as store from '../store/index.ts';
import { type Context, type Handlers, record } from './context.ts';
import { activeExperiment, activeRun, experimentNumber, getRunRow, requiredRunId } from './find.ts';
import { checkKey, checkOrderTerms, LIMITS } from './limits.ts';
import { randomName } from './names.ts';
import { nextPageToken, pagePosition, pageSize, parsed } from './paging.ts';
import { RUN_NAME_TAG, writeTag } from './run-tags.ts';

type Names =
  | 'createRun'
  | 'getRun'
  | 'searchRuns'
  | 'updateRun'
  | 'deleteRun'
  | 'restoreRun'
  | 'deleteTag'
  | 'logModel';

const DEFAULT_PAGE = 1000;
const HISTORY_TAG = 'mlflow.log-model.history';
const encoder = new TextEncoder();
const RUNS = encoder.encode('{"runs":[');

const encoded = (json: string) => new EncodedJson([encoder.encode(json)]);

interface TagInput {
  key: string;
  value?: string | undefined;
}

/** The name a new run gets: as asked, as its name tag says, or by chance. The two must not differ. */
function runName(context: Context, asked: string | undefined, tags: readonly TagInput[]): string {
  const tagged = tags.find(({ key }) => key === RUN_NAME_TAG)?.value;
  if (asked && tagged && asked !== tagged)
    throw invalidParameter(
      `Both 'run_name' ('${asked}') and the tag ${RUN_NAME_TAG} ('${tagged}') were given, with different values.`,
    );
  return asked || tagged || randomName(context.random);
}

function recordRun(
  context: Context,
  caller: Caller,
  operation: Names,
  run: Pick<store.RunRow, 'run_id' | 'experiment_id'>,
): void {
  record(context, caller, {
    operation,
    object_type: 'run',
    object_id: run.run_id,
    experiment_id: String(run.experiment_id),
  });
}

function infoOf(context: Context, run: store.RunRow): RunInfo {
  const info = store.runInfo(context.store.database, run.id);
  if (info === undefined) throw doesNotExist(`Run with id=${run.run_id} not found.`);
  return info;
}

function runAnswer(context: Context, run: number): EncodedJson {
  return encoded(`{"run":${store.runsJson(context.store.database, [run])[0]}}`);
}

/** What a JSON text holds. Throws INVALID_PARAMETER_VALUE that names where the text is from. */
function parsedJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw invalidParameter(`${source} is not valid JSON: ${error.message}.`);
    throw error;
  }
}

/** The JSON text of an MLmodel file as old clients send it. Throws INVALID_PARAMETER_VALUE. */
function modelEntry(text: string): string {
  const model = parsedJson(text, "'model_json'");
  const missing = ['artifact_path', 'flavors', 'utc_time_created', 'run_id'].filter(
    (key) => !Object.hasOwn(Object(model), key),
  );
  if (typeof model === 'object' && model !== null && missing.length === 0) return text.trim();
  throw invalidParameter(
    `'model_json' must be a JSON object with ${missing.join(', ') || 'the fields of an MLmodel file'}.`,
  );
}

/** A run's history tag, which clients can set to anything, with one more model. Throws INVALID_PARAMETER_VALUE. */
function extendedHistory(tag: string | undefined, entry: string): string {
  const models = parsedJson(tag ?? '[]', `The run's tag ${HISTORY_TAG}`);
  if (!Array.isArray(models))
    throw invalidParameter(`The run's tag ${HISTORY_TAG} is not a list of models; delete it first.`);
  return models.length === 0 ? `[${entry}]` : `${tag?.trimEnd().slice(0, -1)}, ${entry}]`;
}

function createRun(
  context: Context,
  caller: Caller,
  request: Parameters<Handlers<Names>['createRun']>[1],
): number {
  if (!request.experiment_id)
    throw invalidParameter(
      "Missing value for required parameter 'experiment_id': name the experiment the run belongs to.",
    );
  const experiment = activeExperiment(context, caller, request.experiment_id);
  const tags = request.tags ?? [];
  const name = runName(context, request.run_name, tags);
  const run_id = context.newId();
  const experiment_id = experimentNumber(experiment.experiment_id);
  const id = store.insertRun(context.store.database, {
    run_id,
    experiment_id,
    name,
    user_id: request.user_id ?? '',
    status: 'RUNNING',
    start_time: request.start_time ?? 0,
    artifact_uri: `${experiment.artifact_location}/${run_id}/artifacts`,
  });
  for (const { key, value } of tags) writeTag(context, id, key, value ?? '');
  writeTag(context, id, RUN_NAME_TAG, name);
  recordRun(context, caller, 'createRun', { run_id, experiment_id });
  return id;
}

export const runHandlers: Handlers<Names> = {
  async createRun(context, request, caller) {
    for (const { key } of request.tags ?? []) checkKey(key, 'tags.key');
    const id = await context.store.write(() => createRun(context, caller, request));
    return runAnswer(context, id);
  },

  getRun: (context, request, caller) =>
    runAnswer(context, getRunRow(context, caller, requiredRunId(request)).id),

  async searchRuns(context, request) {
    const limit = pageSize(request.max_results, DEFAULT_PAGE, LIMITS.pageRuns);
    checkOrderTerms(request.order_by);
    const order = parsed(() => parseOrderBy(request.order_by ?? [], 'runs'));
    const search = ['runs', ...order.map(({ kind, key, ascending }) => [kind, key, ascending])];
    const { bytes, rest } = await context.store.readers.run('searchRuns', {
      experiment_ids: (request.experiment_ids ?? []).map(experimentNumber),
      view: request.run_view_type ?? 'ACTIVE_ONLY',
      tree: parsed(() => parseFilter(request.filter ?? '', 'runs')),
      order,
      limit,
      after: pagePosition(context, search, request.page_token),
    });
    if (rest.found === 0) return {};
    const token = rest.next ? `,"next_page_token":"${nextPageToken(context, search, rest.next)}"` : '';
    return new EncodedJson([Buffer.concat([RUNS, bytes, encoder.encode(`]${token}}`)])]);
  },

  updateRun(context, request, caller) {
    const runId = requiredRunId(request);
    return context.store.write(() => {
      const run = activeRun(context, caller, runId);
      const { status, end_time } = request;
      const before = context.alerts.statusBefore(run);
      store.updateRun(context.store.database, run.id, { status, end_time });
      if (request.run_name) writeTag(context, run.id, RUN_NAME_TAG, request.run_name);
      recordRun(context, caller, 'updateRun', run);
      context.alerts.turned(run, before, status);
      return { run_info: infoOf(context, run) };
    });
  },

  deleteRun(context, request, caller) {
    const runId = requiredRunId(request);
    return context.store.write(() => {
      const run = getRunRow(context, caller, runId);
      store.setRunDeleted(context.store.database, run.id, true, context.now());
      recordRun(context, caller, 'deleteRun', run);
      return {};
    });
  },

  restoreRun(context, request, caller) {
    const runId = requiredRunId(request);
    return context.store.write(() => {
      const run = getRunRow(context, caller, runId);
      store.setRunDeleted(context.store.database, run.id, false, context.now());
      recordRun(context, caller, 'restoreRun', run);
      return {};
    });
  },

  deleteTag(context, request, caller) {
    const runId = requiredRunId(request);
    return context.store.write(() => {
      const run = activeRun(context, caller, runId);
      const key = context.store.names.find(request.key);
      if (key === undefined || !store.deleteTag(context.store.database, run.id, key))
        throw doesNotExist(`No tag with name '${request.key}' in run with id ${runId}.`);
      recordRun(context, caller, 'deleteTag', run);
      return {};
    });
  },

  logModel(context, request, caller) {
    const runId = requiredRunId(request);
    const entry = modelEntry(request.model_json);
    return context.store.write(() => {
      const run = activeRun(context, caller, runId);
      const key = context.store.names.intern(HISTORY_TAG);
      const history = extendedHistory(store.findTag(context.store.database, run.id, key), entry);
      store.setTag(context.store.database, run.id, key, history);
      recordRun(context, caller, 'logModel', run);
      return {};
    });
  },
};
