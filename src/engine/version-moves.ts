import { invalidParameter, type Request, type VersionMove } from '../contract/index.ts';
import * as store from '../store/index.ts';
import type { Context, Handlers } from './context.ts';
import { getRegisteredModelRow } from './find.ts';
import { checkCount, LIMITS } from './limits.ts';
import { nextPageToken, pagePosition, pageSize } from './paging.ts';
import { moveToStage } from './registry-moves.ts';
import { checkAlias, versionNumber } from './registry-names.ts';
import { aliasNames, knownStages, meantStages, replay, type VersionState } from './version-history.ts';

const DEFAULT_PAGE = 50;

const numberText = (value: number | undefined) => (value === undefined ? undefined : String(value));

/** Without the fields that have no value. */
function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function moveAnswer(move: store.StoredVersionMove): VersionMove {
  const { id, time, actor, version, kind, stage, from_stage, alias, comment, request_id } = move;
  return {
    move_id: String(id),
    time,
    actor,
    version: String(version),
    kind,
    ...given({ stage, from_stage, alias, comment, request_id }),
    ...given({ from_version: numberText(move.from_version), archived_by: numberText(move.archived_by) }),
  };
}

/** A time that a history is asked for. Throws INVALID_PARAMETER_VALUE. */
export function checkTime(time: number | bigint, field: string): number {
  if (typeof time === 'number' && time >= 0) return time;
  throw invalidParameter(
    `Invalid value ${time} for parameter '${field}': it must be a time in milliseconds since 1970.`,
  );
}

/** Which of the versions at a time are asked for. */
function wanted(
  context: Context,
  workspace: string,
  { stage, alias }: Pick<Request<'getModelVersionsAt'>, 'stage' | 'alias'>,
): (state: VersionState) => boolean {
  if (alias) {
    checkAlias(alias);
    return ({ aliases }) => aliases.has(alias);
  }
  if (!stage) return () => true;
  const known = knownStages(context, workspace);
  const meant = meantStages(known, stage);
  if (meant.size === 0)
    throw invalidParameter(
      `Invalid Model Version stage: '${stage.slice(0, 100)}'. Value must be one of ${known.map(({ name }) => name).join(', ')}.`,
    );
  return (state) => meant.has(state.stage);
}

function stateAnswer(state: VersionState, alias: string | undefined, deleted: boolean) {
  const since = (alias && state.aliases.get(alias)) || state.since;
  return {
    version: String(state.version),
    stage: state.stage,
    aliases: aliasNames(state),
    since: since.time,
    moved_by: since.actor,
    deleted,
  };
}

export const versionMoveHandlers: Handlers<
  'listVersionMoves' | 'getModelVersionsAt' | 'setModelVersionStages'
> = {
  listVersionMoves(context, request, caller) {
    const model = getRegisteredModelRow(context, caller, request.name);
    const version = request.version ? versionNumber(request.version) : undefined;
    const search = ['version_moves', model.id, version ?? ''];
    const [before] = pagePosition(context, search, request.page_token) ?? [];
    const limit = pageSize(request.max_results, DEFAULT_PAGE, LIMITS.movePage);
    const rows = store.listVersionMoves(context.store.database, {
      model: model.id,
      version,
      before: before === undefined ? undefined : Number(before),
      limit: limit + 1,
    });
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return {
      moves: shown.map(moveAnswer),
      ...(last && { next_page_token: nextPageToken(context, search, [last.id]) }),
    };
  },

  getModelVersionsAt(context, request, caller) {
    const { database } = context.store;
    const { name, stage, alias } = request;
    const time = checkTime(request.time, 'time');
    if (stage && alias) throw invalidParameter("Give 'stage' or 'alias', not both.");
    const model = getRegisteredModelRow(context, caller, name);
    const isWanted = wanted(context, caller.workspace, { stage, alias });
    const found = [...replay(store.versionMovesUntil(database, model.id, time)).values()].filter(isWanted);
    const existing = store.existingVersions(database, model.id);
    found.sort((one, other) => other.version - one.version);
    return {
      versions: found.map((state) => stateAnswer(state, alias, !existing.has(state.version))),
    };
  },

  setModelVersionStages(context, { name, moves, comment }, caller) {
    const asked = moves ?? [];
    if (asked.length === 0)
      throw invalidParameter("Missing value for required parameter 'moves': name at least one version.");
    checkCount(asked.length, LIMITS.movedVersions, 'moves');
    const versions = new Set(asked.map(({ version }) => versionNumber(version)));
    if (versions.size < asked.length)
      throw invalidParameter("Invalid value for parameter 'moves': a version stands in it more than once.");
    return context.store.write(() => {
      for (const { version, stage } of asked)
        moveToStage(context, caller, { name, version, stage, comment, operation: 'setModelVersionStages' });
      return {};
    });
  },
};
