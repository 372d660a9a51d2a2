import type { ArtifactPath } from '../artifacts/index.ts';
import { type Caller, invalidParameter, type Request, type Response } from '../contract/index.ts';
import * as store from '../store/index.ts';
import { type Context, type Handlers, record } from './context.ts';
import { experimentNumber, getExperiment, getRunRow } from './find.ts';
import { experimentFolders, folderBytes, folderOf, outermost, sum } from './folders.ts';
import { checkCount, LIMITS } from './limits.ts';

interface Plan extends store.PurgedRows {
  folders: ArtifactPath[];
  /** Adds the change rows; call within the write. */
  record(): void;
}

function planExperiment(context: Context, caller: Caller, id: string): Plan {
  const { experiment_id, lifecycle_stage, artifact_location } = getExperiment(context, caller, id);
  if (lifecycle_stage === 'active')
    throw invalidParameter(`Experiment ${id} is active; only deleted ones can be purged. Delete it first.`);
  const number = experimentNumber(experiment_id);
  const { runs, models } = store.rowsInExperiment(context.store.database, number);
  return {
    experiments: [number],
    runs,
    models,
    folders: experimentFolders(context, number, artifact_location),
    record: () =>
      record(context, caller, {
        operation: 'purge',
        object_type: 'experiment',
        object_id: experiment_id,
        experiment_id,
        counts: { runs: runs.length, logged_models: models.length },
      }),
  };
}

function planRun(context: Context, caller: Caller, runId: string): Plan {
  const { database } = context.store;
  const run = getRunRow(context, caller, runId);
  if (!run.deleted)
    throw invalidParameter(`The run ${runId} is active; only deleted ones can be purged. Delete it first.`);
  const models = store.deletedModelOwners(database, runId);
  return {
    experiments: [],
    runs: [run.id],
    models: models.map(({ row }) => row),
    folders: [...store.runOwners(database, [run.id]), ...models].flatMap(folderOf),
    record: () =>
      record(context, caller, {
        operation: 'purge',
        object_type: 'run',
        object_id: runId,
        experiment_id: String(run.experiment_id),
        counts: { logged_models: models.length },
      }),
  };
}

const unique = <T>(plans: readonly Plan[], part: (plan: Plan) => readonly T[]) => [
  ...new Set(plans.flatMap(part)),
];

/** What a purge would remove now. Throws where one of the named is active or unknown. */
function plan(context: Context, caller: Caller, request: Request<'purge'>): Plan {
  const experimentIds = new Set(request.experiment_ids ?? []);
  const runIds = new Set(request.run_ids ?? []);
  const plans = [
    ...[...experimentIds].map((id) => planExperiment(context, caller, id)),
    ...[...runIds].map((id) => planRun(context, caller, id)),
  ];
  return {
    experiments: unique(plans, ({ experiments }) => experiments),
    runs: unique(plans, ({ runs }) => runs),
    models: unique(plans, ({ models }) => models),
    folders: outermost(plans.flatMap(({ folders }) => folders)),
    record: () => {
      for (const part of plans) part.record();
    },
  };
}

async function forecast(context: Context, planned: Plan): Promise<Response<'purge'>> {
  const { experiments, runs, models, folders } = planned;
  const { rest } = await context.store.readers.run('countPurgedRows', { experiments, runs, models });
  return {
    runs: runs.length,
    experiments: experiments.length,
    logged_models: models.length,
    artifact_bytes: sum(await folderBytes(context, folders)),
    database_rows: rest,
  };
}

export const purgeHandlers: Handlers<'purge'> = {
  async purge(context, request, caller) {
    checkCount(request.run_ids?.length ?? 0, LIMITS.changedRuns, 'run_ids');
    checkCount(request.experiment_ids?.length ?? 0, LIMITS.changedRuns, 'experiment_ids');
    const answer = await forecast(context, plan(context, caller, request));
    if (request.dry_run) return answer;
    const { database } = context.store;
    await context.store.write(() => {
      // Planned anew, so that nothing goes that was restored while it was measured.
      const planned = plan(context, caller, request);
      store.addArtifactRemovals(database, planned.folders);
      store.purge(database, planned);
      planned.record();
    });
    await context.sweep.run();
    return answer;
  },
};
