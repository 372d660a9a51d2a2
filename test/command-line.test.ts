import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { attemptStart, runTidemark, startEngine, temporaryFolder } from './durability/engine.ts';
import { createRun } from './durability/mlflow.ts';

const DEFAULT_PORT = 5000;

async function finished(args: readonly string[]): Promise<{ code: number | string; output: string }> {
  const attempt = runTidemark(args);
  return { code: await attempt.ended, output: attempt.output() };
}

/** Takes a port, if nobody has it yet; given back after the test. */
async function occupy(port: number): Promise<number> {
  const server = createServer();
  const taken = await new Promise<number>((resolve) => {
    server.once('error', () => resolve(port));
    server.listen(port, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  onTestFinished(() => {
    server.close();
  });
  return taken;
}

test('--version is the version of the package, --help names the commands', async () => {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'));
  expect(await finished(['--version'])).toEqual({ code: 0, output: `${version}\n` });
  const help = await finished(['--help']);
  expect(help.code).toBe(0);
  for (const command of ['serve', 'doctor', 'backup']) expect(help.output).toContain(command);
});

test('an unknown command or a port that is none is refused with a hint', async () => {
  const unknown = await finished(['surve']);
  expect(unknown).toMatchObject({ code: 1, output: expect.stringContaining('Did you mean serve?') });
  const port = await finished(['serve', '--data', temporaryFolder(), '--port', '70000']);
  expect(port).toMatchObject({ code: 1, output: expect.stringContaining('0 to 65535') });
});

test('serve prints the tracking URI, the line to paste and where data lives', async () => {
  const directory = temporaryFolder();
  const { url, output } = await startEngine(directory);
  expect(output()).toContain(`export MLFLOW_TRACKING_URI=${url}`);
  expect(output()).toContain(`Data: ${directory}`);
});

test('serve on any address but this machine is refused, and nothing is made', async () => {
  const directory = join(temporaryFolder(), 'new');
  for (const host of ['0.0.0.0', '192.168.1.4', '::']) {
    const { code, output } = await finished(['serve', '--data', directory, '--host', host]);
    expect(code).toBe(1);
    expect(output).toContain('no authentication yet');
  }
  expect(existsSync(directory)).toBe(false);
});

test('a taken port that was asked for is refused; without asking, the next free one is taken and said', async () => {
  const taken = await occupy(0);
  const directory = temporaryFolder();
  const refused = await finished(['serve', '--data', directory, '--port', String(taken)]);
  expect(refused).toMatchObject({ code: 3, output: expect.stringContaining(`Port ${taken} is taken`) });
  await occupy(DEFAULT_PORT);
  const moved = runTidemark(['serve', '--data', directory]);
  expect(Number(new URL((await moved.ready) ?? '').port)).toBeGreaterThan(DEFAULT_PORT);
  expect(moved.output()).toContain(`Port ${DEFAULT_PORT} is taken by another program`);
});

test('what it makes is for its user alone', async () => {
  const directory = join(temporaryFolder(), 'data');
  await createRun(await startEngine(directory));
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  for (const name of ['tidemark.db', 'tidemark.db-wal', 'engine.json', 'lock.db'])
    expect([name, statSync(join(directory, name)).mode & 0o777]).toEqual([name, 0o600]);
});

test('doctor finds a sound directory sound, an altered log altered, and an empty one empty', async () => {
  const directory = temporaryFolder();
  expect((await finished(['doctor', '--data', directory])).output).toContain('no Tidemark data yet');
  const engine = await startEngine(directory);
  await createRun(engine);
  const sound = await finished(['doctor', '--data', directory]);
  expect(sound).toMatchObject({ code: 0, output: expect.stringContaining('All is well.') });
  expect(sound.output).toContain(engine.url);
  await engine.kill();
  const { default: Sqlite } = await import('better-sqlite3');
  const database = new Sqlite(join(directory, 'tidemark.db'));
  database.exec("UPDATE changes SET actor = 'nobody' WHERE seq = 1");
  database.close();
  const altered = await finished(['doctor', '--data', directory]);
  expect(altered).toMatchObject({ code: 1, output: expect.stringContaining('change 1 does not follow') });
});

test('backup writes a checked copy while the engine runs, and never over another file', async () => {
  const directory = temporaryFolder();
  const file = join(temporaryFolder(), 'copy.db');
  const engine = await startEngine(directory);
  const run = await createRun(engine);
  expect((await finished(['backup', file, '--data', directory])).code).toBe(0);
  const { default: Sqlite } = await import('better-sqlite3');
  const copy = new Sqlite(file, { readonly: true });
  expect(copy.prepare('SELECT run_id FROM runs').pluck().all()).toEqual([run]);
  copy.close();
  const again = await finished(['backup', file, '--data', directory]);
  expect(again).toMatchObject({ code: 1, output: expect.stringContaining('exists already') });
});

test('a start on a served directory names the engine that serves it', async () => {
  const directory = temporaryFolder();
  const engine = await startEngine(directory);
  const second = attemptStart(directory);
  expect(await second.ended).toBe(3);
  expect(second.output()).toContain(`export MLFLOW_TRACKING_URI=${engine.url}`);
});
