import { type Caller, doesNotExist, TrackingError } from '../contract/index.ts';
import { IS_PROMPT_TAG, parseFilter, parseOrderBy } from '../filter/index.ts';
import * as store from '../store/index.ts';
import type { Context, Handlers } from './context.ts';
import { getRegisteredModelRow } from './find.ts';
import { checkOrderTerms, LIMITS } from './limits.ts';
import { nextPageToken, pagePosition, pageSize, parsed } from './paging.ts';
import { modelAnswers, oneModel, oneVersion, versionAnswers } from './registry-answers.ts';
import { type Named, recordModel } from './registry-changes.ts';
import { promptTagDeleted, promptTagSet, registeredModelCreated } from './registry-events.ts';
import { removeAlias, setAlias } from './registry-moves.ts';
import {
  checkAlias,
  checkDescription,
  checkModelName,
  checkPromptName,
  checkRegistryTag,
} from './registry-names.ts';
import { findStage, stagesOf } from './registry-settings.ts';
import { isPromptValue, type Pair, tagsOf } from './registry-tags.ts';
import { tellWebhooks } from './webhook-outbox.ts';

type Names =
  | 'createRegisteredModel'
  | 'getRegisteredModel'
  | 'updateRegisteredModel'
  | 'renameRegisteredModel'
  | 'deleteRegisteredModel'
  | 'searchRegisteredModels'
  | 'getLatestVersions'
  | 'setRegisteredModelTag'
  | 'deleteRegisteredModelTag'
  | 'setRegisteredModelAlias'
  | 'deleteRegisteredModelAlias'
  | 'getModelVersionByAlias';

const DEFAULT_PAGE = 100;

const nounOf = (isPrompt: boolean) => (isPrompt ? 'Prompt' : 'Registered Model');

function refuseTaken(context: Context, caller: Caller, { name, is_prompt }: Named): void {
  const other = store.findRegisteredModel(context.store.database, caller.workspace, name);
  if (other === undefined) return;
  const message =
    other.is_prompt === is_prompt
      ? `${nounOf(is_prompt)} (name=${name}) already exists.`
      : `Tried to create a ${nounOf(is_prompt).toLowerCase()} with name '${name}', but the name is already taken by a ${nounOf(other.is_prompt).toLowerCase()}. A model and a prompt cannot have the same name.`;
  throw new TrackingError('RESOURCE_ALREADY_EXISTS', message);
}

const checkNewName = (name: string, isPrompt: boolean, field?: string) =>
  (isPrompt ? checkPromptName : checkModelName)(name, field);

function create(
  context: Context,
  caller: Caller,
  {
    name,
    description = '',
    tags,
  }: { name: string; description?: string | undefined; tags: Map<string, string> },
): number {
  const { database } = context.store;
  const is_prompt = isPromptValue(tags.get(IS_PROMPT_TAG));
  checkNewName(name, is_prompt);
  refuseTaken(context, caller, { name, is_prompt });
  const { workspace } = caller;
  const model = { workspace, name, description, is_prompt, time: context.now() };
  const id = store.insertRegisteredModel(database, model);
  for (const [key, value] of tags) store.setRegisteredModelTag(database, id, key, value);
  const change = recordModel(context, caller, 'createRegisteredModel', model);
  tellWebhooks(context, change, registeredModelCreated(is_prompt, name, tags, description));
  return id;
}

function rename(context: Context, caller: Caller, name: string, newName: string): number {
  const { database } = context.store;
  const model = getRegisteredModelRow(context, caller, name);
  checkNewName(newName, model.is_prompt, 'new_name');
  const renamed = { name: newName, is_prompt: model.is_prompt };
  if (newName !== name) refuseTaken(context, caller, renamed);
  store.renameRegisteredModel(database, model.id, newName, context.now());
  recordModel(context, caller, 'renameRegisteredModel', model);
  if (newName !== name) recordModel(context, caller, 'renameRegisteredModel', renamed);
  return model.id;
}

/** The tag that makes a model a prompt is also a column of it. */
function markPrompt(context: Context, model: store.RegisteredModelRow, value: string | undefined): void {
  const isPrompt = isPromptValue(value);
  if (isPrompt) checkPromptName(model.name);
  store.setIsPrompt(context.store.database, model.id, isPrompt);
}

function writeTag(context: Context, caller: Caller, name: string, { key, value = '' }: Pair): void {
  checkRegistryTag(key, value);
  const model = getRegisteredModelRow(context, caller, name);
  if (key === IS_PROMPT_TAG) markPrompt(context, model, value);
  store.setRegisteredModelTag(context.store.database, model.id, key, value);
  const change = recordModel(context, caller, 'setRegisteredModelTag', model);
  if (model.is_prompt) tellWebhooks(context, change, promptTagSet(name, { key, value }));
}

function removeTag(context: Context, caller: Caller, name: string, key: string): void {
  checkRegistryTag(key, '');
  const model = getRegisteredModelRow(context, caller, name);
  if (!store.deleteRegisteredModelTag(context.store.database, model.id, key)) return;
  if (key === IS_PROMPT_TAG) markPrompt(context, model, undefined);
  const change = recordModel(context, caller, 'deleteRegisteredModelTag', model);
  if (model.is_prompt) tellWebhooks(context, change, promptTagDeleted(name, key));
}

/** The newest version of each asked stage; a classic name means all stages that stand for it. */
function latestVersions(
  context: Context,
  caller: Caller,
  model: number,
  asked: readonly string[],
): store.ModelVersionRow[] {
  const stages = stagesOf(context, caller.workspace);
  const newest = (names: readonly string[]) => store.latestVersions(context.store.database, [model], names);
  if (asked.length === 0) return newest(stages.map(({ name }) => name));
  const rows = asked.flatMap((name) => {
    const found = findStage(context, caller.workspace, name);
    const isOwn = found.name.toLowerCase() === name.toLowerCase();
    const isClassic = found.classic.toLowerCase() === name.toLowerCase();
    const alike = stages.filter(({ classic }) => classic === found.classic);
    return newest(isOwn && !isClassic ? [found.name] : alike.map((stage) => stage.name)).slice(-1);
  });
  return [...new Map(rows.map((row) => [row.id, row])).values()].sort((a, b) => a.version - b.version);
}

function versionByAlias(context: Context, caller: Caller, name: string, alias: string): number {
  const { database } = context.store;
  checkAlias(alias);
  const model = getRegisteredModelRow(context, caller, name);
  if (alias.toLowerCase() === 'latest') {
    const latest = store.highestVersion(database, model.id);
    if (latest === undefined) throw doesNotExist(`Latest version not found for model ${name}.`);
    return latest.id;
  }
  const version = store.findModelAlias(database, model.id, alias);
  const found = version && store.findModelVersion(database, model.id, version);
  if (!found)
    throw new TrackingError('INVALID_PARAMETER_VALUE', `Registered model alias ${alias} not found.`);
  return found.id;
}

export const registeredModelHandlers: Handlers<Names> = {
  createRegisteredModel(context, request, caller) {
    checkDescription(request.description);
    const tags = tagsOf(request.tags);
    return context.store.write(() =>
      oneModel(context, caller.workspace, create(context, caller, { ...request, tags })),
    );
  },

  getRegisteredModel: (context, request, caller) =>
    oneModel(context, caller.workspace, getRegisteredModelRow(context, caller, request.name).id),

  updateRegisteredModel(context, request, caller) {
    checkDescription(request.description);
    return context.store.write(() => {
      const model = getRegisteredModelRow(context, caller, request.name);
      const { database } = context.store;
      store.setRegisteredModelDescription(database, model.id, request.description ?? '', context.now());
      recordModel(context, caller, 'updateRegisteredModel', model);
      return oneModel(context, caller.workspace, model.id);
    });
  },

  renameRegisteredModel(context, request, caller) {
    return context.store.write(() =>
      oneModel(context, caller.workspace, rename(context, caller, request.name, request.new_name)),
    );
  },

  deleteRegisteredModel(context, request, caller) {
    return context.store.write(() => {
      const model = getRegisteredModelRow(context, caller, request.name);
      store.deleteRegisteredModel(context.store.database, model.id);
      recordModel(context, caller, 'deleteRegisteredModel', model);
      return {};
    });
  },

  searchRegisteredModels(context, request, caller) {
    const limit = pageSize(request.max_results, DEFAULT_PAGE, LIMITS.pageRegisteredModels);
    checkOrderTerms(request.order_by);
    const order = parsed(() => parseOrderBy(request.order_by ?? [], 'registered_models'));
    const search = ['registered_models', ...order.map(({ key, ascending }) => [key, ascending])];
    const { ids, next } = store.searchRegisteredModels(context.store.database, {
      workspace: caller.workspace,
      tree: parsed(() => parseFilter(request.filter ?? '', 'registered_models')),
      order,
      limit,
      after: pagePosition(context, search, request.page_token),
    });
    return {
      ...(ids.length > 0 && { registered_models: modelAnswers(context, caller.workspace, ids) }),
      ...(next && { next_page_token: nextPageToken(context, search, next) }),
    };
  },

  getLatestVersions(context, request, caller) {
    const model = getRegisteredModelRow(context, caller, request.name);
    const rows = latestVersions(context, caller, model.id, request.stages ?? []);
    if (rows.length === 0) return {};
    return { model_versions: versionAnswers(context, caller.workspace, rows) };
  },

  setRegisteredModelTag(context, request, caller) {
    return context.store.write(() => {
      writeTag(context, caller, request.name, request);
      return {};
    });
  },

  deleteRegisteredModelTag(context, request, caller) {
    return context.store.write(() => {
      removeTag(context, caller, request.name, request.key);
      return {};
    });
  },

  setRegisteredModelAlias(context, request, caller) {
    return context.store.write(() => {
      setAlias(context, caller, request);
      return {};
    });
  },

  deleteRegisteredModelAlias(context, request, caller) {
    return context.store.write(() => {
      removeAlias(context, caller, request);
      return {};
    });
  },

  getModelVersionByAlias: (context, request, caller) =>
    oneVersion(context, caller.workspace, versionByAlias(context, caller, request.name, request.alias)),
};
