import { type Caller, doesNotExist, invalidParameter, type LoggedModel } from '../contract/index.ts';
import { parseFilter, parseLoggedModelOrderBy } from '../filter/index.ts';
import * as store from '../store/index.ts';
import { type Context, type Handlers, record } from './context.ts';
import { activeExperiment, experimentNumber, getModelRow } from './find.ts';
import { checkKey, checkOrderTerms, cut, LIMITS } from './limits.ts';
import { randomName } from './names.ts';
import { nextPageToken, pagePosition, pageSize, parsed } from './paging.ts';

type Names =
  | 'createLoggedModel'
  | 'getLoggedModel'
  | 'finalizeLoggedModel'
  | 'deleteLoggedModel'
  | 'searchLoggedModels'
  | 'setLoggedModelTags'
  | 'deleteLoggedModelTag'
  | 'LogLoggedModelParams';

const DEFAULT_PAGE = 100;
const MOST_MODELS = 50_000;

interface Pair {
  key: string;
  value?: string | undefined;
}

function checkName(name: string): void {
  if (/[/:.%"']/.test(name))
    throw invalidParameter(`Invalid model name '${name}': it must not hold any of / : . % " '.`);
}

function recordModel(
  context: Context,
  caller: Caller,
  operation: Names,
  model: Pick<store.LoggedModelRow, 'model_id' | 'experiment_id'>,
): void {
  record(context, caller, {
    operation,
    object_type: 'logged_model',
    object_id: model.model_id,
    experiment_id: String(model.experiment_id),
  });
}

function answer(context: Context, id: number): { model: LoggedModel } {
  return { model: store.loggedModel(context.store.database, id) };
}

function writeTags(context: Context, model: number, tags: readonly Pair[]): void {
  const { database, names } = context.store;
  for (const { key, value } of tags)
    store.setLoggedModelTag(database, model, names.intern(key), cut(value ?? '', LIMITS.tagValue));
}

function writeParams(context: Context, model: store.LoggedModelRow, params: readonly Pair[]): void {
  const { database, names } = context.store;
  for (const { key, value } of params) {
    const text = value ?? '';
    const standing = store.insertLoggedModelParam(database, model.id, names.intern(key), text);
    if (standing !== undefined && standing !== text)
      throw invalidParameter(
        `Param '${key}' of logged model '${model.model_id}' is '${standing}' already and cannot become '${text}'.`,
      );
  }
}

function checkPairs(pairs: readonly Pair[], path: string): void {
  for (const { key } of pairs) checkKey(key, `${path}.key`);
}

function create(
  context: Context,
  caller: Caller,
  request: Parameters<Handlers<Names>['createLoggedModel']>[1],
): store.LoggedModelRow {
  const { database } = context.store;
  const experiment = activeExperiment(context, caller, request.experiment_id);
  const experiment_id = experimentNumber(experiment.experiment_id);
  const model_id = `m-${context.newId()}`;
  const id = store.insertLoggedModel(database, {
    model_id,
    experiment_id,
    name: request.name || randomName(context.random),
    artifact_uri: `${experiment.artifact_location}/models/${model_id}/artifacts`,
    model_type: request.model_type || undefined,
    source_run_id: request.source_run_id || undefined,
    time: context.now(),
  });
  const model = { id, model_id, experiment_id, deleted: false, workspace: caller.workspace };
  writeParams(context, model, request.params ?? []);
  writeTags(context, id, request.tags ?? []);
  recordModel(context, caller, 'createLoggedModel', model);
  return model;
}

export const loggedModelHandlers: Handlers<Names> = {
  createLoggedModel(context, request, caller) {
    if (request.name !== undefined) checkName(request.name);
    checkPairs(request.params ?? [], 'params');
    checkPairs(request.tags ?? [], 'tags');
    return context.store.write(() => answer(context, create(context, caller, request).id));
  },

  getLoggedModel: (context, request, caller) =>
    answer(context, getModelRow(context, caller, request.model_id, request.allow_deleted).id),

  finalizeLoggedModel(context, request, caller) {
    return context.store.write(() => {
      const model = getModelRow(context, caller, request.model_id, true);
      store.setLoggedModelStatus(context.store.database, model.id, request.status, context.now());
      recordModel(context, caller, 'finalizeLoggedModel', model);
      return answer(context, model.id);
    });
  },

  deleteLoggedModel(context, request, caller) {
    return context.store.write(() => {
      const model = getModelRow(context, caller, request.model_id, true);
      store.setLoggedModelDeleted(context.store.database, model.id, context.now());
      recordModel(context, caller, 'deleteLoggedModel', model);
      return {};
    });
  },

  searchLoggedModels(context, request) {
    const limit = pageSize(request.max_results, DEFAULT_PAGE, MOST_MODELS);
    const experimentIds = (request.experiment_ids ?? []).map(experimentNumber);
    if (experimentIds.length === 0)
      throw invalidParameter(
        "Missing value for required parameter 'experiment_ids': name at least one experiment.",
      );
    checkOrderTerms(request.order_by);
    const order = parsed(() => parseLoggedModelOrderBy(request.order_by ?? []));
    const search = [
      'models',
      ...order.map(({ key, ascending, dataset }) => [
        key,
        ascending,
        dataset?.name ?? null,
        dataset?.digest ?? null,
      ]),
    ];
    const { ids, next } = store.searchLoggedModels(context.store.database, {
      experiment_ids: experimentIds,
      tree: parsed(() => parseFilter(request.filter ?? '', 'logged_models')),
      datasets: (request.datasets ?? []).map(({ dataset_name, dataset_digest }) => ({
        name: dataset_name,
        digest: dataset_digest || undefined,
      })),
      order,
      limit,
      after: pagePosition(context, search, request.page_token),
    });
    const models = ids.map((id) => store.loggedModel(context.store.database, id));
    return {
      ...(models.length > 0 && { models }),
      ...(next && { next_page_token: nextPageToken(context, search, next) }),
    };
  },

  setLoggedModelTags(context, request, caller) {
    checkPairs(request.tags ?? [], 'tags');
    return context.store.write(() => {
      const model = getModelRow(context, caller, request.model_id, true);
      writeTags(context, model.id, request.tags ?? []);
      recordModel(context, caller, 'setLoggedModelTags', model);
      return answer(context, model.id);
    });
  },

  deleteLoggedModelTag(context, request, caller) {
    return context.store.write(() => {
      const model = getModelRow(context, caller, request.model_id);
      const key = context.store.names.find(request.tag_key);
      if (key === undefined || !store.deleteLoggedModelTag(context.store.database, model.id, key))
        throw doesNotExist(
          `No tag with key '${request.tag_key}' found for model with ID '${request.model_id}'.`,
        );
      recordModel(context, caller, 'deleteLoggedModelTag', model);
      return {};
    });
  },

  LogLoggedModelParams(context, request, caller) {
    checkPairs(request.params ?? [], 'params');
    return context.store.write(() => {
      const model = getModelRow(context, caller, request.model_id);
      writeParams(context, model, request.params ?? []);
      recordModel(context, caller, 'LogLoggedModelParams', model);
      return {};
    });
  },
};
