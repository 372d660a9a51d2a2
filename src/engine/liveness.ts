import type { ClientProcess, Response } from '../contract/index.ts';
import * as store from '../store/index.ts';
import type { Context, Handlers } from './context.ts';
import { getRunRow } from './find.ts';
import { checkCount, LIMITS } from './limits.ts';

type Liveness = Response<'getLiveness'>['runs'][number];

async function existence(
  { isRunning }: Context,
  status: string | undefined,
  process: ClientProcess | undefined,
): Promise<Liveness['state']> {
  if (status !== 'RUNNING' || process === undefined || isRunning === undefined) return 'unknown';
  return (await isRunning(process)) ? 'alive' : 'interrupted';
}

/** Whether a run's process exists, by the run's row number and id. */
export async function stateOf(context: Context, id: number, runId: string): Promise<Liveness> {
  const writer = await context.lastWriters.find(runId);
  const recorded = store.runProcess(context.store.database, id);
  const process = writer === undefined ? recorded?.process : writer.process;
  const time = writer?.time ?? recorded?.last_write_time;
  return {
    run_id: runId,
    state: await existence(context, recorded?.status, process),
    ...(time !== undefined && { last_write_time: time }),
    ...(process !== undefined && { process }),
  };
}

export const livenessHandlers: Handlers<'getLiveness'> = {
  async getLiveness(context, request, caller) {
    const ids = request.run_ids ?? [];
    checkCount(ids.length, LIMITS.changedRuns, 'run_ids');
    const runs: Liveness[] = [];
    for (const id of ids) {
      const run = getRunRow(context, caller, id);
      runs.push(await stateOf(context, run.id, id));
    }
    return { runs };
  },
};
