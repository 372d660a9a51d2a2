import type { Caller, ModelRow, Request } from '../contract/index.ts';
import { parseFilter, parseOrderBy } from '../filter/index.ts';
import * as store from '../store/index.ts';
import type { Context, Handlers } from './context.ts';
import { checkOrderTerms, LIMITS } from './limits.ts';
import { nextPageToken, pagePosition, pageSize, parsed } from './paging.ts';
import { stagesOf } from './registry-settings.ts';

const DEFAULT_PAGE = 100;

/** Stages that hold versions, in the order of the workspace and without the one that new versions are in. */
function shownStages(
  order: readonly string[],
  counts: readonly store.StageCount[] | undefined,
): ModelRow['stages'] {
  return order.flatMap((stage) => {
    const count = counts?.find((one) => one.stage === stage);
    return count ? [{ stage, versions: count.versions, newest: String(count.newest) }] : [];
  });
}

/** The newest version; of prompts, whose `chats` are known, also the type of the text. */
function latestOf(row: store.ModelVersionRow, chats?: ReadonlySet<number>): NonNullable<ModelRow['latest']> {
  const { id, version, creation_time, run_id, description, user_id } = row;
  return {
    version: String(version),
    creation_time,
    ...(run_id && { run_id }),
    ...(description && { description }),
    ...(user_id && { user_id }),
    ...(chats && { prompt_type: chats.has(id) ? 'chat' : 'text' }),
  };
}

/** Rows of these models or prompts, by row number and in that order: six or seven queries, however many there are. */
function rowsOf(context: Context, caller: Caller, ids: readonly number[], isPrompt: boolean): ModelRow[] {
  const { database } = context.store;
  const counts = store.countVersionsByStage(database, ids);
  const highest = store.modelVersionsByIds(database, store.highestVersionIds(database, ids));
  const chats = isPrompt
    ? store.chatPromptVersions(
        database,
        highest.map(({ id }) => id),
      )
    : undefined;
  const latest = new Map(highest.map((row) => [row.model, latestOf(row, chats)]));
  const aliases = store.modelAliases(database, ids);
  const tags = store.registeredModelTags(database, ids);
  const pending = store.countPendingRequests(database, ids);
  const stages = stagesOf(context, caller.workspace);
  const first = stages.find(({ classic }) => classic === 'None');
  const order = stages.filter((stage) => stage !== first).map(({ name }) => name);
  return store.registeredModelsByIds(database, ids).map((row): ModelRow => {
    const newest = latest.get(row.id);
    return {
      name: row.name,
      ...(row.description && { description: row.description }),
      creation_time: row.creation_time,
      last_update_time: row.last_update_time,
      versions: (counts.get(row.id) ?? []).reduce((sum, { versions }) => sum + versions, 0),
      ...(newest && { latest: newest }),
      stages: shownStages(order, counts.get(row.id)),
      aliases: (aliases.get(row.id) ?? []).map(({ alias, version }) => ({ alias, version: String(version) })),
      tags: tags.get(row.id) ?? [],
      pending: pending.get(row.id) ?? 0,
    };
  });
}

function searchOf(context: Context, caller: Caller, request: Request<'searchModelRows'>) {
  const limit = pageSize(request.max_results, DEFAULT_PAGE, LIMITS.pageRegisteredModels);
  checkOrderTerms(request.order_by);
  const order = parsed(() => parseOrderBy(request.order_by ?? [], 'registered_models'));
  const is_prompt = request.kind === 'prompts';
  const token = ['model_rows', is_prompt, ...order.map(({ key, ascending }) => [key, ascending])];
  const tree = parsed(() => parseFilter(request.filter ?? '', 'registered_models'));
  const after = pagePosition(context, token, request.page_token);
  return { token, search: { workspace: caller.workspace, is_prompt, tree, order, limit, after } };
}

export const modelRowHandlers: Handlers<'searchModelRows'> = {
  searchModelRows(context, request, caller) {
    const { database } = context.store;
    const { token, search } = searchOf(context, caller, request);
    const { ids, next } = store.searchRegisteredModels(database, search);
    return {
      rows: rowsOf(context, caller, ids, search.is_prompt),
      total: store.countRegisteredModels(database, search),
      ...(next && { next_page_token: nextPageToken(context, token, next) }),
    };
  },
};
