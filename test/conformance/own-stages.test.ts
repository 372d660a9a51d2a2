import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../setup/command.ts';
import { pythonVenv } from '../setup/index.ts';
import { startEngine } from './engine.ts';

const MINUTE = 60_000;
const NAME = 'own-stages';

/** MLflow's server has four stages, so that nothing can be compared: this is what its client makes of others. */
describe("MLflow's Python client in a workspace with a stage of its own", () => {
  let engine: Awaited<ReturnType<typeof startEngine>>;
  let seen: Record<string, unknown> = {};
  const ask = async (path: string, body?: object): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${engine.uri}/api/2.0/tidemark/${path}`, {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json' },
    });
    return (await answer.json()) as Record<string, unknown>;
  };

  beforeAll(async () => {
    engine = await startEngine();
    await ask('registry-settings/update', {
      stages: [
        { name: 'None', classic: 'None' },
        { name: 'Canary', classic: 'Staging', color: 'amber' },
        { name: 'Production', classic: 'Production' },
        { name: 'Archived', classic: 'Archived' },
      ],
    });
    const { python } = await pythonVenv('mlflow');
    const script = `${import.meta.dirname}/python/own_stages.py`;
    const cwd = mkdtempSync(join(tmpdir(), 'own-stages-'));
    const env = {
      ...process.env,
      ...{ MLFLOW_TRACKING_USERNAME: 'Zoë', MLFLOW_TRACKING_PASSWORD: 'any' },
      ...{ MLFLOW_DISABLE_TELEMETRY: 'true', DO_NOT_TRACK: 'true', HOME: cwd },
    };
    const printed = await runCommand(python, [script, engine.uri, NAME], { env, cwd });
    rmSync(cwd, { recursive: true, force: true });
    seen = JSON.parse(printed.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
  }, 3 * MINUTE);
  afterAll(() => engine.stop());

  test('it is told the classic stage, and loads models by either name', () => {
    expect(seen).toMatchObject({
      moved: ['Staging', 'Production'],
      loaded: { Canary: 1, canary: 1, Staging: 1, Production: 2 },
      latest: { 1: 'Staging', 2: 'Production' },
      of_classic: ['1'],
    });
  });

  test('its user name is the name of the history and of the versions', async () => {
    expect(seen).toMatchObject({ user: 'Zoë' });
    const { moves } = await ask(`models/moves?name=${NAME}`);
    const by = { actor: 'Zoë' };
    expect(moves).toMatchObject([
      { ...by, version: '2', kind: 'alias_set', alias: 'champion' },
      { ...by, version: '2', kind: 'stage', stage: 'Production' },
      { ...by, version: '1', kind: 'stage', stage: 'Canary' },
      { ...by, version: '2', kind: 'created' },
      { ...by, version: '1', kind: 'created' },
    ]);
  });
});
