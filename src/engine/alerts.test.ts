import { expect, test } from 'vitest';
import { ABOVE_5, alertsOf, logValues, newRule } from './testing/alerts.ts';
import { openTestEngine, START, type TestEngine } from './testing/open.ts';
import { ownedRows, total } from './testing/rows.ts';
import { newExperiment, newRun } from './testing/runs.ts';

/** Raises alerts of a run with the values 6, 7, 8, a second apart. */
async function raiseThree(engine: TestEngine, run_id: string): Promise<void> {
  for (const [index, value] of [6, 7, 8].entries()) {
    await logValues(engine, run_id, [value, 0], { from: 2 * index });
    engine.advance(1000);
  }
}

test('alerts come newest first, a page at a time, and narrowed down', async () => {
  await using engine = await openTestEngine();
  const rule_id = await newRule(engine, ABOVE_5);
  await newRule(engine, { kind: 'nan', name: 'nan' });
  const experiment_id = await newExperiment(engine, 'sweep');
  const [a, b] = [await newRun(engine), await newRun(engine, { experiment_id })];
  await raiseThree(engine, a);
  await logValues(engine, b, [9, Number.NaN]);
  const values = async (request: object) =>
    ((await engine.send('listAlerts', request)) as { alerts: { value?: number }[] }).alerts.map(
      ({ value }) => value,
    );
  expect(await values({})).toEqual([undefined, 9, 8, 7, 6]);
  expect(await values({ run_id: a })).toEqual([8, 7, 6]);
  expect(await values({ experiment_id })).toEqual([undefined, 9]);
  expect(await values({ rule_id })).toEqual([9, 8, 7, 6]);
  expect(await values({ since_time: START + 1000, run_id: a })).toEqual([8, 7]);
  const walked: (number | undefined)[][] = [];
  let page_token: string | undefined;
  do {
    const page = await engine.call('listAlerts', { max_results: 2, page_token });
    walked.push(page.alerts.map(({ value }) => value));
    page_token = page.next_page_token;
  } while (page_token);
  expect(walked).toEqual([[undefined, 9], [8, 7], [6]]);
});

test('alerts are marked as seen, one by one or all, and counted', async () => {
  await using engine = await openTestEngine();
  await newRule(engine, ABOVE_5);
  await raiseThree(engine, await newRun(engine));
  const [newest] = await alertsOf(engine);
  const head = engine.store.changes.head();
  const alert_ids = [newest?.alert_id ?? '', 'none'];
  expect(await engine.call('acknowledgeAlerts', { alert_ids })).toEqual({ changed: 1 });
  expect(await engine.call('acknowledgeAlerts', { alert_ids })).toEqual({ changed: 0 });
  const unseen = await engine.call('listAlerts', { acknowledged: false });
  expect(unseen).toMatchObject({ alerts: [{ value: 7 }, { value: 6 }], unacknowledged: 2 });
  expect(await engine.call('acknowledgeAlerts', { all: true })).toEqual({ changed: 2 });
  expect(await engine.call('listAlerts', { acknowledged: true })).toMatchObject({ unacknowledged: 0 });
  const operation = 'acknowledgeAlerts';
  expect(engine.store.changes.after(head, 10)).toMatchObject([
    { operation, object_type: 'alert', object_id: newest?.alert_id, counts: { alerts: 1 } },
    { operation, object_type: 'alert', object_id: '', counts: { alerts: 2 } },
  ]);
});

test.each([
  ['acknowledgeAlerts', {}, "'alert_ids': name at least one alert"],
  ['acknowledgeAlerts', { all: true, alert_ids: ['x'] }, "either 'alert_ids' or 'all'"],
  ['acknowledgeAlerts', { alert_ids: Array(1001).fill('x') }, 'at most 1000 alerts'],
  ['listAlerts', { max_results: 1001 }, "for parameter 'max_results'"],
  ['listAlerts', { experiment_id: 'x' }, "Invalid experiment id 'x'"],
  ['listAlerts', { page_token: 'junk' }, 'INVALID_PARAMETER_VALUE'],
] as const)('%s of %o is refused', async (name, request, message) => {
  await using engine = await openTestEngine();
  expect(await engine.refusal(name, request)).toContain(message);
});

test('alerts of a deleted run are not shown, and go with it for good when it is purged', async () => {
  await using engine = await openTestEngine();
  await newRule(engine, ABOVE_5);
  const run_id = await newRun(engine);
  await raiseThree(engine, run_id);
  await engine.call('deleteRun', { run_id });
  expect(await engine.call('listAlerts', {})).toEqual({ alerts: [], unacknowledged: 0 });
  await engine.call('restoreRun', { run_id });
  expect(await alertsOf(engine)).toHaveLength(3);
  await engine.call('deleteRun', { run_id });
  const before = ownedRows(engine);
  const { database_rows } = await engine.call('purge', { run_ids: [run_id] });
  const after = ownedRows(engine);
  expect(database_rows).toBe(total(before) - total(after));
  expect([before['alerts'], after['alerts']]).toEqual([3, 0]);
});

test('alerts of another workspace are neither shown nor marked', async () => {
  await using engine = await openTestEngine();
  await newRule(engine, ABOVE_5);
  await logValues(engine, await newRun(engine), [9]);
  const stranger = { actor: 'x', workspace: 'other' };
  expect(await engine.send('listAlerts', {}, stranger)).toEqual({ alerts: [], unacknowledged: 0 });
  expect(await engine.send('acknowledgeAlerts', { all: true }, stranger)).toEqual({ changed: 0 });
});
