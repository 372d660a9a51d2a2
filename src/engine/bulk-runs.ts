import { type Caller, invalidParameter, type Request, type Response } from '../contract/index.ts';
import * as store from '../store/index.ts';
import { type Context, type Handlers, record } from './context.ts';
import { activeExperiment, activeRun, experimentNumber, getRunRow } from './find.ts';
import { checkCount, checkKey, cut, LIMITS } from './limits.ts';
import { writeTag } from './run-tags.ts';

type Names = 'moveRuns' | 'deleteRuns' | 'restoreRuns' | 'setRunsTag';

type Find = typeof getRunRow;

/** The runs a request names, each once. Throws where one is missing or where `find` refuses it. */
function runsOf(
  context: Context,
  caller: Caller,
  ids: readonly string[] | null | undefined,
  find: Find,
): store.RunRow[] {
  if (ids == null || ids.length === 0)
    throw invalidParameter("Missing value for required parameter 'run_ids': name at least one run.");
  checkCount(ids.length, LIMITS.changedRuns, 'runs');
  return [...new Set(ids)].map((id) => find(context, caller, id));
}

type RunChange = { operation: Names; counts?: Readonly<Record<string, number>> };

/** A change row of one run, so that its page and its history show it. */
function recordRun(
  context: Context,
  caller: Caller,
  run_id: string,
  experimentId: number,
  change: RunChange,
): void {
  const experiment_id = String(experimentId);
  record(context, caller, { ...change, object_type: 'run', object_id: run_id, experiment_id });
}

/** Changes what has to be changed, and records that; returns how many runs that were. */
function changeEach(
  context: Context,
  caller: Caller,
  operation: Names,
  runs: readonly store.RunRow[],
  change: (run: store.RunRow) => boolean,
): number {
  const changed = runs.filter(change);
  for (const { run_id, experiment_id } of changed)
    recordRun(context, caller, run_id, experiment_id, { operation });
  return changed.length;
}

function setDeleted(
  context: Context,
  caller: Caller,
  operation: 'deleteRuns' | 'restoreRuns',
  ids: readonly string[] | null | undefined,
): Promise<{ changed: number }> {
  const deleted = operation === 'deleteRuns';
  return context.store.write(() => {
    const runs = runsOf(context, caller, ids, getRunRow);
    const changed = changeEach(context, caller, operation, runs, (run) => {
      if (run.deleted === deleted) return false;
      store.setRunDeleted(context.store.database, run.id, deleted, context.now());
      return true;
    });
    return { changed };
  });
}

function findTag(
  { store: { database, names } }: Context,
  run: store.RunRow,
  key: string,
): string | undefined {
  const id = names.find(key);
  return id === undefined ? undefined : store.findTag(database, run.id, id);
}

function setTag(context: Context, run: store.RunRow, key: string, value: string | undefined): void {
  const { database, names } = context.store;
  if (value !== undefined) return writeTag(context, run.id, key, value);
  const id = names.find(key);
  if (id !== undefined) store.deleteTag(database, run.id, id);
}

type TagRequest = Request<'setRunsTag'>;

/** The value each run is to have; undefined where the tag is to go. */
function wantedValues({ run_ids, value, values }: TagRequest): ReadonlyMap<string, string | undefined> {
  const ids = run_ids ?? [];
  if (values == null) return new Map(ids.map((id) => [id, value]));
  if (value !== undefined) throw invalidParameter("Give either 'value' or 'values', not both.");
  if (values.length !== ids.length)
    throw invalidParameter(`'values' has ${values.length} entries for ${ids.length} run_ids.`);
  return new Map(ids.map((id, index) => [id, values[index] ?? undefined]));
}

/** Two change rows: each of the experiments is told by its own. */
function moveRun(context: Context, caller: Caller, run: store.RunRow, target: number): void {
  const { run_id, experiment_id } = run;
  store.moveRun(context.store.database, run, target);
  recordRun(context, caller, run_id, experiment_id, { operation: 'moveRuns', counts: { moved_out: 1 } });
  recordRun(context, caller, run_id, target, { operation: 'moveRuns', counts: { moved_in: 1 } });
}

export const bulkRunHandlers: Handlers<Names> = {
  moveRuns(context, request, caller) {
    return context.store.write(() => {
      const target = experimentNumber(activeExperiment(context, caller, request.experiment_id).experiment_id);
      const runs = runsOf(context, caller, request.run_ids, activeRun);
      const moving = runs.filter(({ experiment_id }) => experiment_id !== target);
      for (const run of moving) moveRun(context, caller, run, target);
      return { moved: moving.length };
    });
  },

  deleteRuns: (context, request, caller) => setDeleted(context, caller, 'deleteRuns', request.run_ids),

  restoreRuns: (context, request, caller) => setDeleted(context, caller, 'restoreRuns', request.run_ids),

  setRunsTag(context, request, caller) {
    checkKey(request.key, 'key');
    const wanted = wantedValues(request);
    return context.store.write(() => {
      const runs = runsOf(context, caller, request.run_ids, activeRun);
      const previous: Response<'setRunsTag'>['previous'] = [];
      const changed = changeEach(context, caller, 'setRunsTag', runs, (run) => {
        const before = findTag(context, run, request.key);
        const value = wanted.get(run.run_id);
        if (before === (value === undefined ? undefined : cut(value, LIMITS.tagValue))) return false;
        previous.push({ run_id: run.run_id, ...(before !== undefined && { value: before }) });
        setTag(context, run, request.key, value);
        return true;
      });
      return { changed, previous };
    });
  },
};
