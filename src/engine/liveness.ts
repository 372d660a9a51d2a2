import type { Caller, ClientProcess, Response } from '../contract/index.ts';
import * as store from '../store/index.ts';
import type { Context, Handlers } from './context.ts';
import { getRunRow } from './find.ts';
import { checkCount, LIMITS } from './limits.ts';

type Liveness = Response<'getLiveness'>['runs'][number];

async function stateOf(
  { isRunning }: Context,
  status: string | undefined,
  process: ClientProcess | undefined,
): Promise<Liveness['state']> {
  if (status !== 'RUNNING' || process === undefined || isRunning === undefined) return 'unknown';
  return (await isRunning(process)) ? 'alive' : 'interrupted';
}

async function livenessOf(context: Context, caller: Caller, runId: string): Promise<Liveness> {
  const { id } = getRunRow(context, caller, runId);
  const writer = await context.lastWriters.find(runId);
  const recorded = store.runProcess(context.store.database, id);
  const process = writer === undefined ? recorded?.process : writer.process;
  const time = writer?.time ?? recorded?.last_write_time;
  return {
    run_id: runId,
    state: await stateOf(context, recorded?.status, process),
    ...(time !== undefined && { last_write_time: time }),
    ...(process !== undefined && { process }),
  };
}

export const livenessHandlers: Handlers<'getLiveness'> = {
  async getLiveness(context, request, caller) {
    const ids = request.run_ids ?? [];
    checkCount(ids.length, LIMITS.changedRuns, 'run_ids');
    const runs: Liveness[] = [];
    for (const id of ids) runs.push(await livenessOf(context, caller, id));
    return { runs };
  },
};
