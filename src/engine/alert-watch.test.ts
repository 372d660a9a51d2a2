import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { ABOVE_5, alertsOf, logValues, messages, newRule } from './testing/alerts.ts';
import { openTestEngine, START, type TestEngine } from './testing/open.ts';
import { newExperiment, newRun } from './testing/runs.ts';

const changesSince = (engine: TestEngine, head: number) =>
  engine.store.changes
    .after(head, 100)
    .filter(({ object_type }) => object_type === 'alert')
    .map(({ operation, object_id, experiment_id, actor }) => ({
      operation,
      object_id,
      experiment_id,
      actor,
    }));

test('a value beyond the threshold raises one alert, until a value is back; then the next one raises another', async () => {
  await using engine = await openTestEngine();
  const rule_id = await newRule(engine, { name: 'loss too high', ...ABOVE_5 });
  const run_id = await newRun(engine, { run_name: 'calm-heron' });
  const head = engine.store.changes.head();
  await logValues(engine, run_id, [1, 5, 7.5, 9, 3], { from: 10 });
  engine.advance(1000);
  await logValues(engine, run_id, [6], { from: 15 });
  const [second, first] = await alertsOf(engine);
  expect(first).toEqual({
    alert_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    rule_id,
    rule_name: 'loss too high',
    kind: 'threshold',
    run_id,
    run_name: 'calm-heron',
    experiment_id: '0',
    metric_key: 'loss',
    value: 7.5,
    step: 12,
    time: START,
    message: 'loss of calm-heron is 7.5 at step 12, above 5.',
    acknowledged: false,
    recovered_time: START,
  });
  expect(second).toMatchObject({ value: 6, step: 15, time: START + 1000 });
  expect(second).not.toHaveProperty('recovered_time');
  const told = { experiment_id: '0', actor: 'tidemark' };
  expect(changesSince(engine, head)).toEqual([
    { operation: 'raiseAlert', object_id: first?.alert_id, ...told },
    { operation: 'recoverAlert', object_id: first?.alert_id, ...told },
    { operation: 'raiseAlert', object_id: second?.alert_id, ...told },
  ]);
});

test.each([
  ['>', [5, 6], 'loss of r is 6 at step 1, above 5.'],
  ['>=', [4, 5], 'loss of r is 5 at step 1, at or above 5.'],
  ['<', [5, 4], 'loss of r is 4 at step 1, below 5.'],
  ['<=', [6, 5], 'loss of r is 5 at step 1, at or below 5.'],
] as const)('%s is judged as it says', async (comparator, values, message) => {
  await using engine = await openTestEngine();
  await newRule(engine, { ...ABOVE_5, comparator });
  await logValues(engine, await newRun(engine, { run_name: 'r' }), values);
  expect(await messages(engine)).toEqual([message]);
});

test('NaN is beyond no threshold and back from none, and infinity is beyond', async () => {
  await using engine = await openTestEngine();
  await newRule(engine, ABOVE_5);
  const run_id = await newRun(engine, { run_name: 'r' });
  await logValues(engine, run_id, [Number.NaN, Number.POSITIVE_INFINITY, Number.NaN, 8]);
  expect(await alertsOf(engine)).toMatchObject([
    { message: 'loss of r is Infinity at step 1, above 5.', value: Number.MAX_VALUE },
  ]);
});

test('NaN of one metric raises an alert that a number of that metric ends, and of no other', async () => {
  await using engine = await openTestEngine();
  await newRule(engine, { kind: 'nan' });
  const run_id = await newRun(engine, { run_name: 'r' });
  await logValues(engine, run_id, [Number.NaN], { key: 'acc' });
  await logValues(engine, run_id, [1, Number.NaN], { key: 'loss' });
  expect(await messages(engine)).toEqual(['acc of r is NaN at step 0.']);
  expect((await alertsOf(engine))[0]).not.toHaveProperty('value');
  await logValues(engine, run_id, [0.5], { key: 'acc', from: 1 });
  await logValues(engine, run_id, [Number.NaN], { key: 'loss', from: 2 });
  expect(await messages(engine)).toEqual(['acc of r is NaN at step 0.', 'loss of r is NaN at step 2.']);
});

test('a rule on NaN of one metric leaves the others alone', async () => {
  await using engine = await openTestEngine();
  await newRule(engine, { kind: 'nan', metric_key: 'loss' });
  const run_id = await newRun(engine, { run_name: 'r' });
  await logValues(engine, run_id, [Number.NaN], { key: 'acc' });
  expect(await messages(engine)).toEqual([]);
  await logValues(engine, run_id, [Number.NaN]);
  expect(await messages(engine)).toEqual(['loss of r is NaN at step 0.']);
});

test('an end raises an alert once, and again after the run went on', async () => {
  await using engine = await openTestEngine();
  await newRule(engine, { kind: 'finish', statuses: ['FAILED', 'KILLED'] });
  await newRule(engine, { kind: 'finish', statuses: ['FINISHED'], name: 'done' });
  const run_id = await newRun(engine, { run_name: 'r' });
  for (const status of ['FAILED', 'FAILED', 'KILLED', 'RUNNING', 'KILLED', 'FINISHED'] as const)
    await engine.call('updateRun', { run_id, status });
  await engine.call('updateRun', { run_id, run_name: 'renamed' });
  expect(await messages(engine)).toEqual(['r has failed.', 'r was killed.', 'r has finished.']);
  expect(await alertsOf(engine)).toMatchObject(Array(3).fill({ recovered_time: START, run_name: 'renamed' }));
});

test('a rule applies to runs that satisfy every part of its scope', async () => {
  await using engine = await openTestEngine();
  const experiment_id = await newExperiment(engine, 'sweep');
  const [a, b] = [
    await newRun(engine, { experiment_id, run_name: 'a' }),
    await newRun(engine, { experiment_id, run_name: 'b' }),
  ];
  const other = await newRun(engine, { run_name: 'other' });
  await engine.call('logParam', { run_id: b, key: 'lr', value: '0.1' });
  const filter = "params.lr = '0.1'";
  await newRule(engine, {
    ...ABOVE_5,
    name: 'runs',
    scope: { run_ids: [a, other], experiment_ids: [experiment_id] },
  });
  await newRule(engine, { ...ABOVE_5, name: 'filter', scope: { filter } });
  await newRule(engine, { ...ABOVE_5, name: 'off', enabled: false });
  for (const run_id of [a, b, other]) await logValues(engine, run_id, [6]);
  const raised = (await alertsOf(engine)).map(({ rule_name, run_name }) => [rule_name, run_name]);
  expect(raised.reverse()).toEqual([
    ['runs', 'a'],
    ['filter', 'b'],
  ]);
});

test('a run comes into a scope and leaves it with its params, tags and experiment, in the same batch too', async () => {
  await using engine = await openTestEngine();
  const scope = { filter: "params.lr = '0.1' AND tags.team = 'blue'" };
  await newRule(engine, { ...ABOVE_5, scope: scope });
  const run_id = await newRun(engine, { run_name: 'r' });
  await logValues(engine, run_id, [6]);
  expect(await messages(engine)).toEqual([]);
  await engine.call('setTag', { run_id, key: 'team', value: 'blue' });
  await engine.call('logBatch', {
    run_id,
    params: [{ key: 'lr', value: '0.1' }],
    metrics: [{ key: 'loss', value: 7, timestamp: 1, step: 1 }],
  });
  expect(await messages(engine)).toEqual(['loss of r is 7 at step 1, above 5.']);
  await logValues(engine, run_id, [1], { from: 2 });
  await engine.call('setRunsTag', { run_ids: [run_id], key: 'team', value: 'red' });
  await logValues(engine, run_id, [8], { from: 3 });
  expect(await messages(engine)).toHaveLength(1);
});

test('a batch that is refused raises nothing, and what it had brought is not remembered', async () => {
  await using engine = await openTestEngine();
  await newRule(engine, { ...ABOVE_5, scope: { filter: "params.lr = '0.1'" } });
  const run_id = await newRun(engine, { run_name: 'r' });
  await logValues(engine, run_id, [1]);
  const refused = {
    run_id,
    params: [{ key: 'lr', value: '0.1' }],
    metrics: [{ key: 'loss', value: 7, timestamp: 1, model_id: 'm-none' }],
  };
  expect(await engine.refusal('logBatch', refused)).toContain("logged model 'm-none'");
  await logValues(engine, run_id, [8], { from: 1 });
  expect(await messages(engine)).toEqual([]);
});

test('what a commit that failed had brought is not remembered', async () => {
  await using engine = await openTestEngine();
  await newRule(engine, { ...ABOVE_5, scope: { filter: "tags.team = 'blue'" } });
  const run_id = await newRun(engine, { run_name: 'r' });
  const { database } = engine.store;
  const statement = database.statement.bind(database);
  const failing = vi.spyOn(database, 'statement').mockImplementation((sql) => {
    if (sql === 'COMMIT') throw Object.assign(new Error('the disk is full'), { code: 'SQLITE_FULL' });
    return statement(sql);
  });
  const refusals = await Promise.all([
    engine.refusal('setTag', { run_id, key: 'team', value: 'blue' }),
    engine.refusal('logMetric', { run_id, key: 'loss', value: 6, timestamp: 1, step: 0 }),
  ]);
  failing.mockRestore();
  for (const refusal of refusals) expect(refusal).toContain('INSUFFICIENT_STORAGE');
  await logValues(engine, run_id, [8], { from: 1 });
  expect(await messages(engine)).toEqual([]);
  await engine.call('setTag', { run_id, key: 'team', value: 'blue' });
  await logValues(engine, run_id, [9], { from: 2 });
  expect(await messages(engine)).toEqual(['loss of r is 9 at step 2, above 5.']);
});

test('rules and open alerts outlive a restart: an open one is not raised anew, and it recovers', async () => {
  await using engine = await openTestEngine();
  await newRule(engine, ABOVE_5);
  const run_id = await newRun(engine, { run_name: 'r' });
  await logValues(engine, run_id, [6]);
  await engine.restart();
  await logValues(engine, run_id, [7], { from: 1 });
  expect(await messages(engine)).toEqual(['loss of r is 6 at step 0, above 5.']);
  await logValues(engine, run_id, [1, 9], { from: 2 });
  expect(await messages(engine)).toHaveLength(2);
});

test('the alert of a batch is committed with it: neither is there without the other', async () => {
  await using engine = await openTestEngine();
  await newRule(engine, ABOVE_5);
  const run_id = await newRun(engine);
  const { database } = engine.store;
  const seen: number[][] = [];
  const end = engine.store.changes.subscribe(() =>
    seen.push(['metrics', 'alerts'].map((table) => Number(database.value(`SELECT count(*) FROM ${table}`)))),
  );
  await logValues(engine, run_id, [6]);
  end();
  expect(seen).toEqual([[1, 1]]);
});

test('a rule of another workspace does not apply', async () => {
  await using engine = await openTestEngine();
  await engine.send('createAlertRule', { name: 'x', ...ABOVE_5 }, { actor: 'x', workspace: 'other' });
  await logValues(engine, await newRun(engine), [6]);
  expect(await alertsOf(engine)).toEqual([]);
});

test('what goes to and fro within a batch is one alert, of the first point that was beyond', async () => {
  await using engine = await openTestEngine();
  await newRule(engine, ABOVE_5);
  const run_id = await newRun(engine, { run_name: 'r' });
  const batch = (values: readonly number[], from: number) =>
    engine.call('logBatch', {
      run_id,
      metrics: values.map((value, index) => ({
        key: 'loss',
        value,
        timestamp: 1,
        step: from + index,
      })),
    });
  const head = engine.store.changes.head();
  await batch([1, 6, 1, 7, 1, 8], 0);
  await batch([1, 9, 2, 10], 6);
  expect(await alertsOf(engine)).toEqual([
    expect.objectContaining({ message: 'loss of r is 6 at step 1, above 5.' }),
  ]);
  expect((await alertsOf(engine))[0]).not.toHaveProperty('recovered_time');
  await batch([11, 1], 10);
  expect((await alertsOf(engine))[0]).toHaveProperty('recovered_time', START);
  expect(changesSince(engine, head).map(({ operation }) => operation)).toEqual([
    'raiseAlert',
    'recoverAlert',
  ]);
  await batch([12, 1], 12);
  expect(await messages(engine)).toEqual([
    'loss of r is 6 at step 1, above 5.',
    'loss of r is 12 at step 12, above 5.',
  ]);
});

test('the newest 100 alerts of a rule and a run are kept, and all of another', async () => {
  await using engine = await openTestEngine();
  await newRule(engine, ABOVE_5);
  const [run_id, other] = [await newRun(engine), await newRun(engine)];
  await logValues(engine, other, [50]);
  for (let step = 0; step < 105; step += 1)
    await logValues(engine, run_id, [6 + step, 0], { from: 2 * step });
  const values = (await engine.call('listAlerts', { max_results: 1000 })).alerts.map(({ value }) => value);
  expect(values).toEqual([...Array.from({ length: 100 }, (_, index) => 110 - index), 50]);
});

test('however points are batched, the same alerts begin, are open in the end, and no more are raised', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
  console.info(`alerts: SEED=${seed}`);
  const value = fc.constantFrom(1, 5, 6, Number.NaN, Number.POSITIVE_INFINITY);
  const series = fc.array(fc.tuple(fc.constantFrom('loss', 'acc'), value), { maxLength: 20 });
  const sizes = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1 });
  await using engine = await openTestEngine();
  await newRule(engine, ABOVE_5);
  await newRule(engine, { kind: 'nan', name: 'any' });
  const told = async (points: readonly (readonly [string, number])[], lengths: readonly number[]) => {
    const run_id = await newRun(engine, { run_name: 'r' });
    const metrics = points.map(([key, one], step) => ({ key, value: one, timestamp: 1, step }));
    for (let [from, turn] = [0, 0]; from < metrics.length; turn += 1) {
      const length = lengths[turn % lengths.length] ?? 1;
      await engine.call('logBatch', { run_id, metrics: metrics.slice(from, from + length) });
      from += length;
    }
    const alerts = (await engine.call('listAlerts', { run_id })).alerts.reverse();
    const open = alerts.filter(({ recovered_time }) => recovered_time === undefined);
    return {
      count: alerts.length,
      first: ['threshold', 'nan'].map((kind) => alerts.find((alert) => alert.kind === kind)?.message),
      open: open.map(({ kind, metric_key }) => `${kind} ${metric_key}`).sort(),
    };
  };
  await fc.assert(
    fc.asyncProperty(series, sizes, async (points, lengths) => {
      const [batched, single] = [await told(points, lengths), await told(points, [1])];
      expect([batched.first, batched.open]).toEqual([single.first, single.open]);
      expect(batched.count).toBeLessThanOrEqual(single.count);
    }),
    { numRuns: 40, seed },
  );
}, 60_000);
