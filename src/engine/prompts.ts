import type { Caller, PromptContent, PromptVersion, Request, Response } from '../contract/index.ts';
import { PROMPT_TAGS, promptContentOf, variablesOf } from '../prompts/index.ts';
import * as store from '../store/index.ts';
import type { Context, Handlers } from './context.ts';
import { checkCount, checkLength, LIMITS } from './limits.ts';
import { nextPageToken, pagePosition, pageSize } from './paging.ts';
import { getPromptRow } from './prompt-contents.ts';
import { recordModel } from './registry-changes.ts';
import { versionNumber } from './registry-names.ts';

type Names = 'listPromptVersions' | 'listPromptLinks' | 'linkPromptsToTrace';

const DEFAULT_PAGE = 100;
const LINKED_TAG = 'mlflow.linkedPrompts';
/** Beyond the last page of a list that ends before the other one. */
const NONE_LEFT = -1;

/** A version that a script wrote may hold anything; it is listed all the same. */
function contentOf(tags: readonly store.TagPair[]): PromptContent | undefined {
  try {
    return promptContentOf(tags);
  } catch (error) {
    if (error instanceof Error && error.constructor === Error) return undefined;
    throw error;
  }
}

const isOwnTag = ({ key }: store.TagPair) => !key.startsWith('mlflow.') && !key.startsWith('_mlflow_');

function listedVersion(
  row: store.ModelVersionRow,
  tags: readonly store.TagPair[],
  aliases: string[],
): PromptVersion {
  const content = contentOf(tags);
  const valueOf = (key: string) => tags.find((tag) => tag.key === key)?.value;
  const { parent_version, merged_version } = row;
  const { provider, model_name } = content?.model_config ?? {};
  return {
    version: String(row.version),
    ...(row.description && { commit_message: row.description }),
    creation_time: row.creation_time,
    ...(row.user_id !== undefined && { user_id: row.user_id }),
    type: valueOf(PROMPT_TAGS.type) === 'chat' ? 'chat' : 'text',
    aliases,
    tags: tags.filter(isOwnTag),
    ...(parent_version !== undefined && { parent_version: String(parent_version) }),
    ...(merged_version !== undefined && { merged_version: String(merged_version) }),
    variables: content === undefined ? [] : variablesOf(content),
    size: valueOf(PROMPT_TAGS.text)?.length ?? 0,
    ...(provider !== undefined && { provider }),
    ...(model_name !== undefined && { model_name }),
  };
}

function versions(
  context: Context,
  caller: Caller,
  request: Request<'listPromptVersions'>,
): Response<'listPromptVersions'> {
  const { database } = context.store;
  const model = getPromptRow(context, caller, request.name);
  const limit = pageSize(request.max_results, DEFAULT_PAGE, LIMITS.promptPage);
  const search = ['prompt_versions', model.name];
  const [before] = pagePosition(context, search, request.page_token) ?? [];
  const found = store.versionsBefore(
    database,
    model.id,
    Number(before ?? Number.MAX_SAFE_INTEGER),
    limit + 1,
  );
  const ids = found.slice(0, limit).map(({ id }) => id);
  const tags = store.modelVersionTags(database, ids);
  const aliases = store.aliasesOfVersions(database, ids);
  const rows = store.modelVersionsByIds(database, ids);
  const last = rows.at(-1);
  return {
    versions: rows.map((row) => listedVersion(row, tags.get(row.id) ?? [], aliases.get(row.id) ?? [])),
    ...(found.length > limit && last && { next_page_token: nextPageToken(context, search, [last.version]) }),
  };
}

type Place = readonly [number, string];

const isEnd = ([time]: Place) => time === NONE_LEFT;

/** Where the next page of one of the two lists goes on. */
function placeAfter<T>(rows: readonly T[], limit: number, placeOf: (row: T) => Place): Place {
  const last = rows[limit - 1];
  return rows.length > limit && last !== undefined ? placeOf(last) : [NONE_LEFT, ''];
}

function linkedRuns(
  context: Context,
  caller: Caller,
  prompt: string,
  version: string | undefined,
  after: Place | undefined,
  limit: number,
): store.LinkedRun[] {
  const key = context.store.names.find(LINKED_TAG);
  if (key === undefined || (after && isEnd(after))) return [];
  const { workspace } = caller;
  return store.linkedRuns(context.store.database, { workspace, key, prompt, version, after, limit });
}

function links(
  context: Context,
  caller: Caller,
  request: Request<'listPromptLinks'>,
): Response<'listPromptLinks'> {
  const { name, id } = getPromptRow(context, caller, request.name);
  const version = request.version ? versionNumber(request.version) : undefined;
  const limit = pageSize(request.max_results, DEFAULT_PAGE, LIMITS.promptPage);
  const search = ['prompt_links', name, version ?? null];
  const place = pagePosition(context, search, request.page_token);
  const [afterRun, afterTrace] = place
    ? ([
        [place[0], place[1]],
        [place[2], place[3]],
      ] as [Place, Place])
    : [undefined, undefined];
  const runs = linkedRuns(
    context,
    caller,
    name,
    version === undefined ? version : String(version),
    afterRun,
    limit + 1,
  );
  const traces =
    afterTrace && isEnd(afterTrace)
      ? []
      : store.linkedTraces(context.store.database, id, version, afterTrace, limit + 1);
  const runPlace = placeAfter(runs, limit, ({ start_time, run_id }) => [start_time, run_id]);
  const tracePlace = placeAfter(traces, limit, ({ time, trace_id }) => [time, trace_id]);
  const more = !isEnd(runPlace) || !isEnd(tracePlace);
  return {
    runs: runs.slice(0, limit),
    traces: traces.slice(0, limit),
    ...(more && { next_page_token: nextPageToken(context, search, [...runPlace, ...tracePlace]) }),
  };
}

function linkToTrace(context: Context, caller: Caller, request: Request<'linkPromptsToTrace'>): void {
  const { trace_id } = request;
  for (const link of request.prompt_versions ?? []) {
    const prompt = getPromptRow(context, caller, link.name);
    const version = versionNumber(link.version);
    const time = context.now();
    store.linkPromptToTrace(context.store.database, { model: prompt.id, trace_id, version, time });
    recordModel(context, caller, 'linkPromptsToTrace', prompt);
  }
}

export const promptHandlers: Handlers<Names> = {
  listPromptVersions: (context, request, caller) => versions(context, caller, request),

  listPromptLinks: (context, request, caller) => links(context, caller, request),

  linkPromptsToTrace(context, request, caller) {
    checkLength(request.trace_id, LIMITS.traceId, 'trace_id');
    checkCount(request.prompt_versions?.length ?? 0, LIMITS.tracePrompts, 'prompt_versions');
    return context.store.write(() => {
      linkToTrace(context, caller, request);
      return {};
    });
  },
};
