import { beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../setup/command.ts';
import { javaRuntime, javaUnavailable } from '../setup/index.ts';
import { startEngine } from './engine.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { startMlflowServer } from './mlflow-server.ts';

const MINUTE = 60_000;
const MOMENT = '1700000000000';
const live = process.env['TIDEMARK_DIFFERENTIAL'] === 'live';
const missing = javaUnavailable();

const servers = { Tidemark: startEngine, ...(live ? { 'mlflow server': startMlflowServer } : {}) };

if (missing) {
  test("MLflow's Java client works unchanged", ({ skip }) => {
    console.warn(`MLflow's Java client was NOT tested: ${missing}.`);
    skip(`did not run: ${missing}`);
  });
} else {
  for (const [name, start] of Object.entries(servers)) describeJavaClient(name, start);
}

function describeJavaClient(
  name: string,
  start: () => Promise<{ uri: string; stop: () => Promise<void> }>,
): void {
  describe(`MLflow's Java client 2.17.2 against ${name}`, () => {
    let seen: JsonObject = {};

    beforeAll(async () => {
      const { java, classpath } = await javaRuntime();
      const server = await start();
      try {
        seen = JSON.parse(await runCommand(java, ['-cp', classpath, 'tidemark.TrackingFlow', server.uri]));
      } finally {
        await server.stop();
      }
    }, 5 * MINUTE);

    test('creates, tags, renames and finds an experiment', () => {
      const tags = [{ key: 'team', value: 'x' }];
      expect(seen['experiment']).toMatchObject({ name: 'java renamed', lifecycle_stage: 'active', tags });
      expect(seen['by_name']).toEqual(seen['experiment']);
      expect(seen['no_name']).toBe(false);
      expect(seen['experiments']).toEqual(['java renamed', 'Default']);
    });

    test('logs params, metrics and tags one by one and in a batch', () => {
      const data = at(seen, 'run', 'data');
      expect(pairs(at(data, 'params'))).toEqual({ lr: '0.1', depth: '3' });
      expect(pairs(at(data, 'tags'))).toMatchObject({ t: 'v', u: 'w' });
      expect(pairs(at(data, 'tags'))).not.toHaveProperty('gone');
      expect(pairs(at(data, 'metrics'))).toEqual({ acc: 0.75, nan: 'NaN', loss: 0.5 });
      expect(at(data, 'metrics')).toContainEqual({ key: 'acc', value: 0.75, timestamp: MOMENT, step: '7' });
    });

    test('reads the history of a metric in order', () => {
      expect(seen['history']).toEqual([1.5, 0.5]);
    });

    test('ends a run at the time it is told', () => {
      expect(seen['finished']).toMatchObject({ status: 'FINISHED', end_time: '1700000000005' });
    });

    test('searches runs with a filter, an order and pages', () => {
      expect(seen).toMatchObject({ found: 1, all: 2, pages: [1, true, 1] });
    });

    test('deletes and restores runs and experiments', () => {
      expect(seen).toMatchObject({ deleted_run: 'deleted', restored_run: 'active' });
      expect(seen).toMatchObject({ deleted_experiment: 'deleted', restored_experiment: 'active' });
    });

    test('tracks through a context, with a nested run', () => {
      expect(seen).toMatchObject({ context_run: 'FAILED', context_params: 2 });
    });

    test('registers versions of a model, and finds them by name, run and stage', () => {
      expect(seen['first_version']).toMatchObject({ name: 'java model', version: '1', status: 'READY' });
      expect(seen['registered_model']).toMatchObject({ name: 'java model' });
      expect(seen['version']).toMatchObject({ version: '2', current_stage: 'None' });
      expect(seen).toMatchObject({ latest: ['2'], in_none: ['2'], download_uri: true });
      expect(seen).toMatchObject({ versions: ['1', '2'], of_run: ['1', '2'] });
      expect(seen['unknown_model']).toMatch(/statusCode=404 .*RESOURCE_DOES_NOT_EXIST/);
      expect(seen['unknown_version']).toMatch(/statusCode=404 .*RESOURCE_DOES_NOT_EXIST/);
    });

    test('is told the status and the error code of what is refused', () => {
      expect(seen['unknown_run']).toMatch(/statusCode=404 .*RESOURCE_DOES_NOT_EXIST/);
      expect(seen['taken_name']).toMatch(/statusCode=400 .*RESOURCE_ALREADY_EXISTS/);
      expect(seen['bad_filter']).toMatch(/statusCode=400 .*INVALID_PARAMETER_VALUE/);
    });
  });
}

function at(value: Json | undefined, ...path: string[]): Json | undefined {
  return path.reduce((part, key) => (isObject(part) ? part[key] : undefined), value);
}

function pairs(list: Json | undefined): JsonObject {
  const parts = Array.isArray(list) ? list.filter(isObject) : [];
  return Object.fromEntries(
    parts.map(({ key, value }) => [typeof key === 'string' ? key : '', value ?? null]),
  );
}
