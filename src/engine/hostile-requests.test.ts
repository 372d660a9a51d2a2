import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { type OperationName, operations, TrackingError } from '../contract/index.ts';
import { hostileRequests } from './testing/hostile-messages.ts';
import { newRegisteredModel } from './testing/model-versions.ts';
import { openTestEngine } from './testing/open.ts';
import { newRun } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

const run = await newRun(engine);
await newRun(engine);
const model = (await engine.call('createLoggedModel', { experiment_id: '0' })).model.info.model_id;
const view = { name: 'v', page: 'runs', experiment_ids: ['0'], state: '{}' };
const { view_id } = (await engine.call('createView', view)).view;
const registered = 'registered';
await newRegisteredModel(engine, registered);
const asked = { name: registered, version: '1', stage: 'Production' };
const { request_id } = (await engine.call('createTransitionRequest', asked)).request;
const page = (await engine.send('searchRuns', { experiment_ids: ['0'], max_results: 1 })) as {
  next_page_token: string;
};

/** Brings back what a request has deleted, so that the next ones find it. */
async function revive(name: OperationName): Promise<void> {
  if (name === 'deleteRun') await engine.call('restoreRun', { run_id: run });
  if (name === 'deleteRuns') await engine.call('restoreRuns', { run_ids: [run] });
  if (name === 'deleteExperiment') await engine.call('restoreExperiment', { experiment_id: '0' });
  if (name === 'deleteModelVersion') await engine.call('deleteRegisteredModel', { name: registered });
  if (name === 'deleteModelVersion' || name === 'deleteRegisteredModel')
    await newRegisteredModel(engine, registered);
  if (name === 'deleteLoggedModel') engine.store.database.exec('UPDATE logged_models SET deleted = 0');
}

test('whatever is sent is answered, or refused with a TrackingError of the client: never a fault of the server', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
  console.info(`hostile requests: SEED=${seed}`);
  const outcomes = new Map<OperationName, { accepted: number; refused: number }>();
  const requests = hostileRequests({
    ...{ run, model, view: view_id, registered },
    request: request_id,
    token: page.next_page_token,
  });
  const property = fc.asyncProperty(requests, async ([name, message]) => {
    const outcome = outcomes.get(name) ?? { accepted: 0, refused: 0 };
    outcomes.set(name, outcome);
    try {
      await engine.send(name, message);
      outcome.accepted += 1;
      await revive(name);
    } catch (error) {
      if (!(error instanceof TrackingError) || error.status >= 500) throw error;
      expect(error.message).not.toMatch(/SQLITE|SELECT|constraint/);
      outcome.refused += 1;
    }
  });
  await fc.assert(property, { numRuns: 4000, seed });
  expect([...outcomes.keys()].toSorted()).toEqual(Object.keys(operations).toSorted());
  const accepted = [...outcomes.values()].reduce((sum, outcome) => sum + outcome.accepted, 0);
  expect(accepted).toBeGreaterThan(1000);
});

test('afterwards the database is sound and the log of changes whole', () => {
  expect(engine.store.database.value('PRAGMA integrity_check')).toBe('ok');
  expect(engine.store.database.statement('PRAGMA foreign_key_check').all()).toEqual([]);
  expect(engine.store.changes.firstBroken()).toBeUndefined();
});
