import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { runTidemark, startEngine, temporaryFolder } from './engine.ts';
import { faultsOf, type Sent, sendUntilCut } from './numbered-batches.ts';
import { seededRandom } from './seed.ts';

const LANES = 3;
const KILLS_PER_LANE = 20;
const CLIENTS = 4;

/** Serves clients until the kill, a random time after the first acknowledgement; returns what they sent. */
async function runUntilKilled(directory: string, delay: number, earlier: readonly Sent[]) {
  const engine = await startEngine(directory);
  const file = join(directory, 'tidemark.db');
  const faults = (await Promise.all(earlier.map((sent) => faultsOf(engine, file, sent)))).flat();
  let isArmed = false;
  const arm = (): void => {
    if (isArmed) return;
    isArmed = true;
    setTimeout(() => engine.signal('SIGKILL'), delay);
  };
  const sent = await Promise.all(Array.from({ length: CLIENTS }, () => sendUntilCut(engine, arm)));
  expect(await engine.ended, engine.output()).toBe('SIGKILL');
  return { sent: sent.filter((one) => one !== undefined), faults };
}

function integrity(file: string): unknown {
  const database = new Sqlite(file, { readonly: true });
  try {
    return database.pragma('integrity_check', { simple: true });
  } finally {
    database.close();
  }
}

/** Kills an engine again and again on one directory; every restart is checked before the next clients come. */
async function lane(delays: readonly number[]) {
  const directory = temporaryFolder();
  const file = join(directory, 'tidemark.db');
  const [faults, all]: [string[], Sent[]] = [[], []];
  let latest: Sent[] = [];
  for (const delay of delays) {
    const round = await runUntilKilled(directory, delay, latest);
    latest = round.sent;
    all.push(...latest);
    faults.push(...round.faults);
    const found = integrity(file);
    if (found !== 'ok') faults.push(`integrity check after a kill at ${delay} ms: ${found}`);
  }
  const engine = await startEngine(directory);
  faults.push(...(await Promise.all(all.map((sent) => faultsOf(engine, file, sent)))).flat());
  await engine.kill();
  const doctor = runTidemark(['doctor', '--data', directory]);
  if ((await doctor.ended) !== 0) faults.push(doctor.output());
  return { faults, acked: all.reduce((sum, { acked }) => sum + acked + 1, 0) };
}

it('loses no acknowledged batch and stores none in part, whenever it is killed', {
  timeout: 60_000,
}, async () => {
  const random = seededRandom();
  const delays = () => Array.from({ length: KILLS_PER_LANE }, () => random(80, 350));
  const lanes = await Promise.all(Array.from({ length: LANES }, delays).map(lane));
  const acked = lanes.reduce((sum, one) => sum + one.acked, 0);
  console.log(`${LANES * KILLS_PER_LANE} kills, ${acked} acknowledged batches`);
  expect(lanes.flatMap(({ faults }) => faults)).toEqual([]);
  expect(acked).toBeGreaterThan(LANES * KILLS_PER_LANE);
});
