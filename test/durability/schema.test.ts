import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { attemptStart, runTidemark, startEngine, temporaryFolder } from './engine.ts';
import { createRun, get } from './mlflow.ts';
import { seededRandom } from './seed.ts';

const KILLS = 20;

/** SHA-256 of every file of the database. */
function databaseHashes(directory: string): Record<string, string> {
  const files = readdirSync(directory).filter((name) => name.startsWith('tidemark.db'));
  const hashOf = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(directory, name)))
      .digest('hex');
  return Object.fromEntries(files.map((name) => [name, hashOf(name)]));
}

/** Runs SQL on a database that no engine holds. */
function alter(directory: string, sql: string): void {
  const database = new Sqlite(join(directory, 'tidemark.db'));
  database.exec(sql);
  database.close();
}

/** A directory that an engine has used and closed, with one run in it. */
async function usedDirectory(): Promise<{ directory: string; runId: string }> {
  const directory = temporaryFolder();
  const engine = await startEngine(directory);
  const runId = await createRun(engine);
  engine.signal('SIGTERM');
  expect(await engine.ended).toBe(0);
  return { directory, runId };
}

it.each([
  ['a newer schema', 'PRAGMA user_version = 9999', /schema 9999.*nothing was changed/],
  [
    'another text of a migration',
    "UPDATE migrations SET hash = 'other'",
    /another text of migration.*nothing was changed/,
  ],
])(
  'refuses a database with %s and leaves every byte of it alone',
  { timeout: 30_000 },
  async (_, sql, reason) => {
    const { directory } = await usedDirectory();
    alter(directory, sql);
    const before = databaseHashes(directory);
    const refused = attemptStart(directory);
    expect(await refused.ended).toBe(1);
    expect(refused.output()).toMatch(reason);
    expect(databaseHashes(directory)).toEqual(before);
  },
);

it('opens after a kill at any moment of its first start', { timeout: 60_000 }, async () => {
  const random = seededRandom();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const directory = temporaryFolder();
    const first = attemptStart(directory);
    const timer = setTimeout(() => first.child.kill('SIGKILL'), random(20, 200));
    await Promise.race([first.ended, first.ready]);
    first.child.kill('SIGKILL');
    clearTimeout(timer);
    await first.ended;
    const engine = await startEngine(directory);
    expect((await get(engine, 'runs/get', { run_id: await createRun(engine) })).status).toBe(200);
    await engine.kill();
    const doctor = runTidemark(['doctor', '--data', directory]);
    expect(await doctor.ended, doctor.output()).toBe(0);
  }
});
