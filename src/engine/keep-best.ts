import type { ArtifactPath } from '../artifacts/index.ts';
import { type Caller, invalidParameter, type Request } from '../contract/index.ts';
import * as store from '../store/index.ts';
import { type Context, type Handlers, record } from './context.ts';
import { activeExperiment, experimentNumber } from './find.ts';
import { folderBytes, folderOf, sum } from './folders.ts';

interface Ranking {
  kept: store.RankedRun[];
  removed: store.RankedRun[];
}

/** Finished runs of the experiment, split into the best and the others. */
function ranking(context: Context, caller: Caller, request: Request<'keepBestRuns'>): Ranking {
  const { keep } = request;
  if (keep < 1)
    throw invalidParameter(`'keep' is ${keep}; keep at least 1 run, or delete the runs themselves.`);
  const { experiment_id } = activeExperiment(context, caller, request.experiment_id);
  const key = context.store.names.find(request.metric_key);
  if (key === undefined)
    throw invalidParameter(`No run has a metric '${request.metric_key}': nothing tells which are the best.`);
  const ranked = store.rankRuns(context.store.database, {
    experiment_id: experimentNumber(experiment_id),
    key,
    ascending: request.ascending ?? false,
  });
  return { kept: ranked.slice(0, keep), removed: ranked.slice(keep) };
}

/** What lies in a run's artifacts; the run's own folder goes with the run. */
const artifactsOf = (run: store.RankedRun): ArtifactPath[] => folderOf({ ...run, id: run.run_id });

function remove(context: Context, caller: Caller, request: Request<'keepBestRuns'>): void {
  const { database } = context.store;
  const { removed } = ranking(context, caller, request);
  if (request.artifacts_only) store.addArtifactRemovals(database, removed.flatMap(artifactsOf));
  else for (const { id } of removed) store.setRunDeleted(database, id, true, context.now());
  const { experiment_id } = request;
  record(context, caller, {
    operation: 'keepBestRuns',
    object_type: 'experiment',
    object_id: experiment_id,
    experiment_id,
    counts: { [request.artifacts_only ? 'artifacts_of_runs' : 'runs']: removed.length },
  });
}

export const keepBestHandlers: Handlers<'keepBestRuns'> = {
  async keepBestRuns(context, request, caller) {
    const { kept, removed } = ranking(context, caller, request);
    const shown = [];
    for (const run of removed) {
      const { run_id, run_name, value } = run;
      const bytes = sum(await folderBytes(context, artifactsOf(run)));
      shown.push({ run_id, run_name, ...(value !== undefined && { value }), bytes });
    }
    const answer = {
      kept: kept.map(({ run_id }) => run_id),
      removed: shown,
      bytes: sum(shown.map(({ bytes }) => bytes)),
    };
    if (request.dry_run || removed.length === 0) return answer;
    await context.store.write(() => remove(context, caller, request));
    if (request.artifacts_only) await context.sweep.run();
    return answer;
  },
};
