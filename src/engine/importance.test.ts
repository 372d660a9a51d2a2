import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestEngine } from './testing/open.ts';
import { newExperiment, newRun } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

let experiment_id = '';

/** The metric `loss` falls to the square of x, then rises; `fold` tells nothing. */
beforeAll(async () => {
  experiment_id = await newExperiment(engine, 'sweep');
  for (let index = 0; index < 60; index += 1) {
    const run_id = await newRun(engine, { experiment_id, start_time: index });
    const x = index % 12;
    const params = [
      { key: 'x', value: String(x) },
      { key: 'fold', value: index % 2 === 0 ? 'a' : 'b' },
    ];
    const points = [5, x * x, index % 5].map((value, step) => ({ key: 'loss', value, timestamp: 1, step }));
    const half =
      index < 30 ? [{ key: 'half', value: 1, timestamp: 1 }] : [{ key: 'half', value: 'NaN', timestamp: 1 }];
    await engine.send('logBatch', { run_id, params, metrics: [...points, ...half] });
  }
}, 60_000);

const ask = (request: object = {}) =>
  engine.call('getImportance', { experiment_ids: [experiment_id], metric_key: 'loss', ...request });

test('the param that the best of a metric depends on comes first; of its last value none does', async () => {
  const best = await ask({ aggregate: 'max' });
  expect(best.runs).toBe(60);
  expect(best.params[0]).toMatchObject({ key: 'x', kind: 'numeric', values: 12 });
  expect(best.params[0]?.importance).toBeGreaterThan(0.95);
  expect(best.score).toBeGreaterThan(0.8);
  expect((await ask()).score).toBeLessThan(0.3);
  expect(await ask({ aggregate: 'max' })).toEqual(best);
});

test('only matching runs that have the metric as a number count', async () => {
  expect((await ask({ filter: "params.fold = 'a'", aggregate: 'max' })).runs).toBe(30);
  expect((await ask({ metric_key: 'half' })).runs).toBe(30);
  const few = await ask({ filter: "params.x = '3'" });
  expect(few).toMatchObject({ runs: 5, params: [], score: 0 });
  expect(few.caveat).toContain('at least 10');
});

test('questions that come at once are all answered', async () => {
  const answers = await Promise.all(Array.from({ length: 3 }, () => ask({ aggregate: 'max' })));
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

test.each([
  [{ metric_key: 'never' }, "INVALID_PARAMETER_VALUE: No run has a metric 'never'"],
  [{ metric_key: '../x' }, "for parameter 'metric_key'"],
  [{ aggregate: 'mean' }, 'must be one of last, min, max, not "mean"'],
  [{ experiment_ids: [] }, "'experiment_ids': name at least one"],
  [{ filter: 'params.' }, 'INVALID_PARAMETER_VALUE'],
])('a question with %o is refused', async (change, message) => {
  const request = { experiment_ids: [experiment_id], metric_key: 'loss', ...change };
  expect(await engine.refusal('getImportance', request)).toContain(message);
});

test('experiments of another workspace hold no runs for the caller', async () => {
  const request = { experiment_ids: [experiment_id], metric_key: 'loss' };
  const answer = await engine.send('getImportance', request, { actor: 'x', workspace: 'other' });
  expect(answer).toMatchObject({ runs: 0, params: [] });
});
