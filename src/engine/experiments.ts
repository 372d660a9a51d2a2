import { type Caller, doesNotExist, invalidParameter, TrackingError } from '../contract/index.ts';
import { parseFilter, parseOrderBy } from '../filter/index.ts';
import * as store from '../store/index.ts';
import { type Context, type Handlers, record } from './context.ts';
import { newExperimentId } from './experiment-ids.ts';
import { activeExperiment, experimentNumber, getExperiment } from './find.ts';
import { checkKey, checkLength, checkOrderTerms, LIMITS } from './limits.ts';
import { artifactLocation } from './locations.ts';
import { nextPageToken, pagePosition, pageSize, parsed } from './paging.ts';

type Names =
  | 'createExperiment'
  | 'getExperiment'
  | 'getExperimentByName'
  | 'searchExperiments'
  | 'deleteExperiment'
  | 'restoreExperiment'
  | 'updateExperiment'
  | 'setExperimentTag'
  | 'deleteExperimentTag';

function checkName(name: string): void {
  if (name === '') throw invalidParameter("An experiment needs a name: 'name' is empty.");
  checkLength(name, LIMITS.experimentName, 'name');
}

function refuseTaken(context: Context, caller: Caller, name: string): void {
  const taken = store.findExperimentByName(context.store.database, caller.workspace, name);
  if (taken === undefined) return;
  const state =
    taken.lifecycle_stage === 'deleted' ? ' in deleted state; restore or rename that one first' : '';
  throw new TrackingError('RESOURCE_ALREADY_EXISTS', `Experiment(name=${name}) already exists${state}.`);
}

function checkTag(key: string, value: string): void {
  checkKey(key, 'key');
  checkLength(value, LIMITS.experimentTagValue, 'value');
}

function recordChange(context: Context, caller: Caller, operation: Names, id: string, runs = 0): void {
  const counts = runs > 0 ? { runs } : {};
  record(context, caller, { operation, object_type: 'experiment', object_id: id, experiment_id: id, counts });
}

/** Makes the experiment that every tracker starts with: id 0, `Default`. */
export async function ensureDefaultExperiment(context: Context, caller: Caller): Promise<void> {
  if (store.findExperiment(context.store.database, 0) !== undefined) return;
  await context.store.write(() => {
    store.insertExperiment(context.store.database, {
      experiment_id: 0,
      workspace: caller.workspace,
      name: 'Default',
      artifact_location: artifactLocation(undefined, 0),
      time: context.now(),
    });
    recordChange(context, caller, 'createExperiment', '0');
  });
}

export const experimentHandlers: Handlers<Names> = {
  createExperiment(context, request, caller) {
    checkName(request.name);
    for (const { key, value } of request.tags ?? []) checkTag(key, value ?? '');
    const { database } = context.store;
    return context.store.write(() => {
      refuseTaken(context, caller, request.name);
      const id = newExperimentId(context.now(), store.greatestExperimentId(database), context.random);
      store.insertExperiment(database, {
        experiment_id: id,
        workspace: caller.workspace,
        name: request.name,
        artifact_location: artifactLocation(request.artifact_location, id),
        time: context.now(),
      });
      for (const { key, value } of request.tags ?? []) store.setExperimentTag(database, id, key, value ?? '');
      recordChange(context, caller, 'createExperiment', String(id));
      return { experiment_id: String(id) };
    });
  },

  getExperiment: (context, request, caller) => ({
    experiment: getExperiment(context, caller, request.experiment_id),
  }),

  getExperimentByName(context, request, caller) {
    const { database } = context.store;
    const experiment = store.findExperimentByName(database, caller.workspace, request.experiment_name);
    if (experiment === undefined)
      throw doesNotExist(`Could not find experiment with name '${request.experiment_name}'`);
    return { experiment };
  },

  searchExperiments(context, request, caller) {
    const limit = pageSize(request.max_results, undefined, LIMITS.pageExperiments);
    checkOrderTerms(request.order_by);
    const order = parsed(() => parseOrderBy(request.order_by ?? [], 'experiments'));
    const search = ['experiments', ...order.map(({ key, ascending }) => [key, ascending])];
    const { ids, next } = store.searchExperiments(context.store.database, {
      workspace: caller.workspace,
      view: request.view_type ?? 'ACTIVE_ONLY',
      tree: parsed(() => parseFilter(request.filter ?? '', 'experiments')),
      order,
      limit,
      after: pagePosition(context, search, request.page_token),
    });
    const experiments = store.experimentsByIds(context.store.database, ids);
    return {
      ...(experiments.length > 0 && { experiments }),
      ...(next && { next_page_token: nextPageToken(context, search, next) }),
    };
  },

  deleteExperiment(context, request, caller) {
    return context.store.write(() => {
      const { experiment_id, lifecycle_stage } = getExperiment(context, caller, request.experiment_id);
      if (lifecycle_stage === 'deleted')
        throw doesNotExist(`No active experiment with id ${experiment_id} exists.`);
      const id = experimentNumber(experiment_id);
      const runs = store.setExperimentDeleted(context.store.database, id, true, context.now());
      recordChange(context, caller, 'deleteExperiment', experiment_id, runs);
      return {};
    });
  },

  restoreExperiment(context, request, caller) {
    return context.store.write(() => {
      const { experiment_id, lifecycle_stage } = getExperiment(context, caller, request.experiment_id);
      if (lifecycle_stage === 'active')
        throw doesNotExist(`No deleted experiment with id ${experiment_id} exists.`);
      const id = experimentNumber(experiment_id);
      const runs = store.setExperimentDeleted(context.store.database, id, false, context.now());
      recordChange(context, caller, 'restoreExperiment', experiment_id, runs);
      return {};
    });
  },

  updateExperiment(context, request, caller) {
    checkName(request.new_name);
    return context.store.write(() => {
      const experiment = activeExperiment(context, caller, request.experiment_id);
      if (experiment.name !== request.new_name) refuseTaken(context, caller, request.new_name);
      const id = experimentNumber(experiment.experiment_id);
      store.renameExperiment(context.store.database, id, request.new_name, context.now());
      recordChange(context, caller, 'updateExperiment', experiment.experiment_id);
      return {};
    });
  },

  setExperimentTag(context, request, caller) {
    checkTag(request.key, request.value ?? '');
    return context.store.write(() => {
      const { experiment_id } = activeExperiment(context, caller, request.experiment_id);
      const { database } = context.store;
      store.setExperimentTag(database, experimentNumber(experiment_id), request.key, request.value ?? '');
      recordChange(context, caller, 'setExperimentTag', experiment_id);
      return {};
    });
  },

  deleteExperimentTag(context, request, caller) {
    return context.store.write(() => {
      const { experiment_id } = activeExperiment(context, caller, request.experiment_id);
      const id = experimentNumber(experiment_id);
      if (!store.deleteExperimentTag(context.store.database, id, request.key))
        throw doesNotExist(`No tag with name '${request.key}' in experiment with id ${experiment_id}.`);
      recordChange(context, caller, 'deleteExperimentTag', experiment_id);
      return {};
    });
  },
};
