import type { BoardVersion, Caller, Stage, TransitionRequest } from '../contract/index.ts';
import * as store from '../store/index.ts';
import type { Context, Handlers } from './context.ts';
import { getRegisteredModelRow } from './find.ts';
import { stagesOf } from './registry-settings.ts';
import { requestAnswer } from './transition-requests.ts';
import { aliasNames, knownStages, replay, type VersionState } from './version-history.ts';
import { checkTime } from './version-moves.ts';

const MOST_METRICS = 4;
const MOST_TAGS = 8;

/** Where a version is, or was. */
type Place = Pick<BoardVersion, 'version' | 'stage' | 'aliases' | 'stage_since' | 'moved_by'>;
/** What else is shown of a version. */
type Card = Omit<BoardVersion, keyof Place | 'requests' | 'deleted'>;

const isNumber = (value: number | undefined) => value !== undefined;

function cardOf(row: store.BoardRow, metrics: Card['metrics'], tags: Card['tags']): Card {
  const { description, run_id, run_name, experiment_id, model_id, user_id } = row;
  return {
    ...(description && { description }),
    ...(run_id !== undefined && { run_id }),
    ...(run_name !== undefined && { run_name }),
    ...(experiment_id !== undefined && { experiment_id: String(experiment_id) }),
    ...(model_id !== undefined && { model_id }),
    ...(user_id !== undefined && { user_id }),
    creation_time: row.creation_time,
    last_update_time: row.last_update_time,
    metrics,
    tags,
  };
}

/** The cards of versions that exist, by number: four queries, however many there are. */
function cardsOf(context: Context, rows: readonly store.BoardRow[]): Map<string, Card> {
  const { database } = context.store;
  const modelIds = rows.map(({ logged_model }) => logged_model).filter(isNumber);
  const models = store.firstModelMetrics(database, [...new Set(modelIds)], MOST_METRICS);
  const runIds = rows
    .filter(({ logged_model }) => logged_model === undefined || !models.has(logged_model))
    .map(({ run }) => run)
    .filter(isNumber);
  const runs = store.firstRunMetrics(database, [...new Set(runIds)], MOST_METRICS);
  const ids = rows.map(({ id }) => id);
  const tags = store.firstVersionTags(database, ids, MOST_TAGS);
  return new Map(
    rows.map((row) => {
      const metrics = models.get(row.logged_model ?? -1) ?? runs.get(row.run ?? -1) ?? [];
      return [String(row.version), cardOf(row, metrics, tags.get(row.id) ?? [])];
    }),
  );
}

/** Where the versions are now. */
function presentPlaces(context: Context, model: number, rows: readonly store.BoardRow[]): Place[] {
  const { database } = context.store;
  const ids = rows.map(({ id }) => id);
  const aliases = store.aliasesOfVersions(database, ids);
  const moves = store.lastStageMoves(database, model);
  return rows.map(({ id, version, stage, creation_time }) => {
    const move = moves.get(version);
    return {
      version: String(version),
      stage,
      aliases: aliases.get(id) ?? [],
      stage_since: move?.time ?? creation_time,
      ...(move && { moved_by: move.actor }),
    };
  });
}

const pastPlace = (state: VersionState): Place => ({
  version: String(state.version),
  stage: state.stage,
  aliases: aliasNames(state),
  stage_since: state.since.time,
  moved_by: state.since.actor,
});

/** A version that is deleted now: of it there is its history alone. */
function goneVersion(state: VersionState): BoardVersion {
  const times = { creation_time: state.creation_time, last_update_time: state.since.time };
  return { ...pastPlace(state), ...times, metrics: [], tags: [], requests: [], deleted: true };
}

/** The stages of the board of a time: those there are now, and others that versions were in then. */
function pastStages(context: Context, caller: Caller, states: readonly VersionState[]): Stage[] {
  const stages = stagesOf(context, caller.workspace);
  const names = new Set(states.map(({ stage }) => stage));
  for (const { name } of stages) names.delete(name);
  const known = new Map(knownStages(context, caller.workspace).map((stage) => [stage.name, stage]));
  return [...stages, ...[...names].map((name) => known.get(name) ?? { name, classic: 'None' as const })];
}

function pastBoard(context: Context, caller: Caller, model: number, time: number) {
  const { database } = context.store;
  const states = [...replay(store.versionMovesUntil(database, model, time)).values()];
  states.sort((one, other) => other.version - one.version);
  const cards = cardsOf(context, store.boardRows(database, model));
  const versions = states.map((state): BoardVersion => {
    const card = cards.get(String(state.version));
    return card === undefined ? goneVersion(state) : { ...pastPlace(state), ...card, requests: [] };
  });
  return { stages: pastStages(context, caller, states), as_of: time, versions };
}

function pendingRequests(context: Context, model: number): Map<string, TransitionRequest[]> {
  const pending = store.pendingRequestsOf(context.store.database, model).map(requestAnswer);
  return Map.groupBy(pending, ({ version }) => version);
}

function presentBoard(context: Context, caller: Caller, model: number) {
  const rows = store.boardRows(context.store.database, model);
  const cards = cardsOf(context, rows);
  const requests = pendingRequests(context, model);
  const versions = presentPlaces(context, model, rows).flatMap((place): BoardVersion[] => {
    const card = cards.get(place.version);
    return card === undefined ? [] : [{ ...place, ...card, requests: requests.get(place.version) ?? [] }];
  });
  return { stages: [...stagesOf(context, caller.workspace)], versions };
}

export const stageBoardHandlers: Handlers<'getStageBoard'> = {
  getStageBoard(context, { name, as_of }, caller) {
    const model = getRegisteredModelRow(context, caller, name);
    const first_time = store.firstMoveTime(context.store.database, model.id) ?? model.creation_time;
    const board =
      as_of == null
        ? presentBoard(context, caller, model.id)
        : pastBoard(context, caller, model.id, checkTime(as_of, 'as_of'));
    return {
      name: model.name,
      ...(model.description && { description: model.description }),
      first_time,
      ...board,
    };
  },
};
