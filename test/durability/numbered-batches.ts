import Sqlite from 'better-sqlite3';
import type { Engine } from './engine.ts';
import { createRun, get, post } from './mlflow.ts';

export const BATCH_METRICS = 20;

/** What one client sent into a run of its own. */
export interface Sent {
  runId: string;
  /** Highest batch number that was sent, -1 before the first. */
  sent: number;
  /** Highest batch number that was answered with 200, -1 before the first. */
  acked: number;
}

/** Batch `number`: 20 metrics at that step, one param and one tag, so that a torn batch shows across tables. */
export function batchOf(runId: string, number: number): object {
  const metrics = Array.from({ length: BATCH_METRICS }, (_, index) => {
    return {
      key: `m${index}`,
      value: number * 100 + index,
      timestamp: 1_700_000_000_000 + number,
      step: number,
    };
  });
  const value = `batch ${number}`;
  return {
    run_id: runId,
    metrics,
    params: [{ key: `p${number}`, value }],
    tags: [{ key: `t${number}`, value }],
  };
}

/** Sends batch after batch into a new run until the engine no longer answers. */
export async function sendUntilCut(engine: Engine, note: () => void): Promise<Sent | undefined> {
  let sent: Sent | undefined;
  try {
    sent = { runId: await createRun(engine), sent: -1, acked: -1 };
    for (;;) {
      sent.sent += 1;
      const answer = await post(engine, 'runs/log-batch', batchOf(sent.runId, sent.sent));
      if (answer.status !== 200) throw new Rejected(answer.status, JSON.stringify(answer.body));
      sent.acked = sent.sent;
      note();
    }
  } catch (error) {
    if (error instanceof Rejected) throw error;
    return sent;
  }
}

class Rejected extends Error {
  constructor(status: number, body: string) {
    super(`log-batch was answered with ${status}: ${body}`);
  }
}

/** What the tables say of each batch of a run: how many of its rows are there. */
function storedBatches(file: string, runId: string): Map<number, string> {
  const database = new Sqlite(file, { readonly: true });
  try {
    const run = database.prepare('SELECT id FROM runs WHERE run_id = ?').pluck().get(runId);
    const metrics = database
      .prepare('SELECT step, count(*), sum(value) FROM metrics WHERE run = ? GROUP BY step')
      .raw()
      .all(run) as [number, number, number][];
    const pairs = (table: string) =>
      new Set(database.prepare(`SELECT value FROM ${table} WHERE run = ?`).pluck().all(run) as string[]);
    const [params, tags] = [pairs('params'), pairs('tags')];
    const numbers = new Set(metrics.map(([step]) => step));
    for (const value of [...params, ...tags])
      if (value.startsWith('batch ')) numbers.add(Number(value.slice('batch '.length)));
    const whole = (step: number) => BATCH_METRICS * step * 100 + (BATCH_METRICS * (BATCH_METRICS - 1)) / 2;
    return new Map(
      [...numbers].map((number) => {
        const row = metrics.find(([step]) => step === number);
        const value = `batch ${number}`;
        const parts = [
          row?.[1] === BATCH_METRICS,
          row?.[2] === whole(number),
          params.has(value),
          tags.has(value),
        ];
        return [number, parts.every(Boolean) ? 'whole' : `metrics ${row?.[1] ?? 0}, parts ${parts}`];
      }),
    );
  } finally {
    database.close();
  }
}

/** Faults of a run after a restart, each a sentence: lost acknowledged batches, partial ones, ones nobody sent. */
export async function faultsOf(
  engine: Engine,
  file: string,
  { runId, sent, acked }: Sent,
): Promise<string[]> {
  const stored = storedBatches(file, runId);
  const faults: string[] = [];
  for (let number = 0; number <= acked; number += 1)
    if (!stored.has(number)) faults.push(`run ${runId}: acknowledged batch ${number} is lost`);
  for (const [number, state] of stored) {
    if (state !== 'whole') faults.push(`run ${runId}: batch ${number} is partial: ${state}`);
    if (number > sent) faults.push(`run ${runId}: batch ${number} was never sent`);
  }
  const last = Math.max(-1, ...stored.keys());
  const { status, body } = await get(engine, 'runs/get', { run_id: runId });
  const run = (body as { run?: { data: { metrics?: { key: string; step: number; value: number }[] } } }).run;
  const latest = run?.data.metrics ?? [];
  const isLatest = latest.every(
    ({ key, step, value }) => step === last && value === last * 100 + Number(key.slice(1)),
  );
  if (status !== 200 || latest.length !== (last < 0 ? 0 : BATCH_METRICS) || !isLatest)
    faults.push(
      `run ${runId}: runs/get (${status}) does not show batch ${last} as the latest: ${JSON.stringify(latest)}`,
    );
  return faults;
}
