import { ulid } from 'ulid';
import { type Caller, invalidParameter, type ModelVersion, type OperationName } from '../contract/index.ts';
import { IS_PROMPT_TAG, parseFilter, parseOrderBy } from '../filter/index.ts';
import * as store from '../store/index.ts';
import { type Context, type Handlers, record } from './context.ts';
import { getModelRow, getModelVersionRow, getRegisteredModelRow } from './find.ts';
import { checkLength, checkOrderTerms, LIMITS } from './limits.ts';
import { type ModelSource, modelSource, promptSource } from './model-sources.ts';
import { nextPageToken, pagePosition, pageSize, parsed } from './paging.ts';
import { withdrawRequestsOfVersion } from './pending-requests.ts';
import { oneVersion, versionAnswers } from './registry-answers.ts';
import { recordVersion } from './registry-changes.ts';
import { modelVersionCreated, modelVersionTagDeleted, modelVersionTagSet } from './registry-events.ts';
import { dropAlias, moveToStage } from './registry-moves.ts';
import { checkDescription, checkRegistryTag } from './registry-names.ts';
import { findStage, stagesOf } from './registry-settings.ts';
import { isPromptValue, type Pair, tagsOf } from './registry-tags.ts';
import { tellWebhooks } from './webhook-outbox.ts';
import { pythonJson } from './webhook-payload.ts';

type Names =
  | 'createModelVersion'
  | 'getModelVersion'
  | 'updateModelVersion'
  | 'transitionModelVersionStage'
  | 'deleteModelVersion'
  | 'searchModelVersions'
  | 'getModelVersionDownloadUri'
  | 'setModelVersionTag'
  | 'deleteModelVersionTag';

/** A version to be made. */
export interface NewModelVersion {
  name: string;
  source: string;
  run_id?: string | undefined;
  model_id?: string | undefined;
  run_link?: string | undefined;
  description?: string | undefined;
  tags?: readonly Pair[] | null | undefined;
  /** Of prompts: the versions it was edited from. */
  parent_version?: number | undefined;
  merged_version?: number | undefined;
  /** The operation that the change row names; createModelVersion where it is left out. */
  operation?: OperationName;
}

/** The tag by which MLflow's clients find the versions of a logged model. */
const VERSIONS_TAG = 'mlflow.modelVersions';

function listedVersions(text: string | undefined): unknown[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list) ? list : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** Notes a version on the logged model that it was made of. */
function noteOnLoggedModel(context: Context, caller: Caller, modelId: string, name: string, version: number) {
  const { database, names } = context.store;
  const model = getModelRow(context, caller, modelId);
  const { info } = store.loggedModel(database, model.id);
  const standing = listedVersions(info.tags?.find(({ key }) => key === VERSIONS_TAG)?.value);
  const isNoted = standing.some((entry) => JSON.stringify(entry) === JSON.stringify({ name, version }));
  const list = isNoted ? standing : [...standing, { name, version }];
  store.setLoggedModelTag(database, model.id, names.intern(VERSIONS_TAG), pythonJson(list));
  record(context, caller, {
    operation: 'setLoggedModelTags',
    object_type: 'logged_model',
    object_id: modelId,
    experiment_id: info.experiment_id,
  });
}

/** Where new versions are. */
function firstStage(context: Context, { workspace }: Caller): string {
  const first = stagesOf(context, workspace).find(({ classic }) => classic === 'None');
  return (first ?? findStage(context, workspace, 'None')).name;
}

/** Who made a version: nobody by name where callers are not told apart. */
const userOf = ({ actor }: Caller) => (actor === 'local' ? undefined : actor);

/** Stores a version with its tags and the first line of its history. */
function storeVersion(
  context: Context,
  caller: Caller,
  asked: NewModelVersion,
  made: { model: number; source: ModelSource; tags: ReadonlyMap<string, string> },
): { id: number; version: number } {
  const { database } = context.store;
  const { model, source, tags } = made;
  const { parent_version, merged_version } = asked;
  const stage = firstStage(context, caller);
  const time = context.now();
  const created = store.insertModelVersion(database, {
    ...{ version_id: ulid(time), model, stage, time, parent_version, merged_version },
    ...source,
    description: asked.description ?? '',
    user_id: userOf(caller),
    run_link: asked.run_link || undefined,
  });
  for (const [key, value] of tags) store.setModelVersionTag(database, created.id, key, value);
  const { version } = created;
  store.insertVersionMove(database, { model, version, kind: 'created', stage, time, actor: caller.actor });
  return created;
}

/**
 * Makes the next version of a registered model or prompt, with its line of history, change and webhooks; answers its row number
 * and version. Call within a transaction. Throws RESOURCE_DOES_NOT_EXIST and INVALID_PARAMETER_VALUE.
 */
export function insertModelVersion(
  context: Context,
  caller: Caller,
  asked: NewModelVersion,
): { id: number; version: number } {
  checkDescription(asked.description);
  checkLength(asked.run_link, LIMITS.registryLink, 'run_link');
  const tags = tagsOf(asked.tags);
  const model = getRegisteredModelRow(context, caller, asked.name);
  const isPrompt = isPromptValue(tags.get(IS_PROMPT_TAG));
  const source = isPrompt ? promptSource(asked.source) : modelSource(context, caller, asked);
  const created = storeVersion(context, caller, asked, { model: model.id, source, tags });
  const { name } = model;
  const { version } = created;
  const operation = asked.operation ?? 'createModelVersion';
  const change = recordVersion(context, caller, operation, model, version);
  const made = { ...source, name, version, tags: tags, description: asked.description };
  tellWebhooks(context, change, modelVersionCreated(isPrompt, made));
  if (!isPrompt && asked.model_id) noteOnLoggedModel(context, caller, asked.model_id, name, version);
  return created;
}

function remove(context: Context, caller: Caller, name: string, number: string): void {
  const { database } = context.store;
  const { model, version } = getModelVersionRow(context, caller, name, number);
  for (const alias of store.aliasesOfVersions(database, [version.id]).get(version.id) ?? [])
    dropAlias(context, caller, model, { version: version.version, alias });
  withdrawRequestsOfVersion(context, caller, model.id, version.version);
  store.deleteModelVersion(database, version.id);
  const time = context.now();
  store.insertVersionMove(database, {
    model: model.id,
    version: version.version,
    kind: 'deleted',
    from_stage: version.stage,
    time,
    actor: caller.actor,
  });
  store.touchRegisteredModel(database, model.id, time);
  recordVersion(context, caller, 'deleteModelVersion', model, version.version);
}

interface OfVersion {
  name: string;
  version: string;
  key: string;
}

function writeTag(context: Context, caller: Caller, asked: OfVersion, value: string): void {
  const { name, key } = asked;
  checkRegistryTag(key, value);
  const { model, version } = getModelVersionRow(context, caller, name, asked.version);
  store.setModelVersionTag(context.store.database, version.id, key, value);
  const change = recordVersion(context, caller, 'setModelVersionTag', model, version.version);
  tellWebhooks(context, change, modelVersionTagSet(model.is_prompt, name, version.version, { key, value }));
}

function removeTag(context: Context, caller: Caller, asked: OfVersion): void {
  const { name, key } = asked;
  checkRegistryTag(key, '');
  const { model, version } = getModelVersionRow(context, caller, name, asked.version);
  if (!store.deleteModelVersionTag(context.store.database, version.id, key)) return;
  const change = recordVersion(context, caller, 'deleteModelVersionTag', model, version.version);
  tellWebhooks(context, change, modelVersionTagDeleted(model.is_prompt, name, version.version, key));
}

function search(
  context: Context,
  caller: Caller,
  request: Parameters<Handlers<Names>['searchModelVersions']>[1],
): { model_versions?: ModelVersion[]; next_page_token?: string } {
  const limit = pageSize(request.max_results, LIMITS.pageModelVersions, LIMITS.pageModelVersions);
  checkOrderTerms(request.order_by);
  const order = parsed(() => parseOrderBy(request.order_by ?? [], 'model_versions'));
  const order_key = ['model_versions', ...order.map(({ key, ascending }) => [key, ascending])];
  const { ids, next } = store.searchModelVersions(context.store.database, {
    workspace: caller.workspace,
    tree: parsed(() => parseFilter(request.filter ?? '', 'model_versions')),
    order,
    limit,
    after: pagePosition(context, order_key, request.page_token),
  });
  const rows = store.modelVersionsByIds(context.store.database, ids);
  const found = versionAnswers(context, caller.workspace, rows, { withAliases: false });
  return {
    ...(found.length > 0 && { model_versions: found }),
    ...(next && { next_page_token: nextPageToken(context, order_key, next) }),
  };
}

export const modelVersionHandlers: Handlers<Names> = {
  createModelVersion(context, request, caller) {
    if (request.source === '') throw invalidParameter("Missing value for required parameter 'source'.");
    return context.store.write(() =>
      oneVersion(context, caller.workspace, insertModelVersion(context, caller, request).id),
    );
  },

  getModelVersion: (context, request, caller) =>
    oneVersion(
      context,
      caller.workspace,
      getModelVersionRow(context, caller, request.name, request.version).version.id,
    ),

  updateModelVersion(context, request, caller) {
    checkDescription(request.description);
    return context.store.write(() => {
      const { database } = context.store;
      const { model, version } = getModelVersionRow(context, caller, request.name, request.version);
      store.setModelVersionDescription(database, version.id, request.description, context.now());
      recordVersion(context, caller, 'updateModelVersion', model, version.version);
      return oneVersion(context, caller.workspace, version.id);
    });
  },

  transitionModelVersionStage(context, request, caller) {
    return context.store.write(() =>
      oneVersion(context, caller.workspace, moveToStage(context, caller, request).version.id),
    );
  },

  deleteModelVersion(context, request, caller) {
    return context.store.write(() => {
      remove(context, caller, request.name, request.version);
      return {};
    });
  },

  searchModelVersions: (context, request, caller) => search(context, caller, request),

  getModelVersionDownloadUri(context, request, caller) {
    const { version } = getModelVersionRow(context, caller, request.name, request.version);
    return { artifact_uri: version.storage_location ?? version.source };
  },

  setModelVersionTag(context, request, caller) {
    return context.store.write(() => {
      writeTag(context, caller, request, request.value ?? '');
      return {};
    });
  },

  deleteModelVersionTag(context, request, caller) {
    return context.store.write(() => {
      removeTag(context, caller, request);
      return {};
    });
  },
};
