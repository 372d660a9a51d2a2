import { afterAll, expect, test } from 'vitest';
import { ABOVE_5, alertsOf, logValues, newRule } from './testing/alerts.ts';
import { openTestEngine, START } from './testing/open.ts';
import { newRun } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

const rules = async () => (await engine.call('listAlertRules', {})).rules;

test('a rule comes back as it was made, by name', async () => {
  await using own = await openTestEngine();
  const scope = { experiment_ids: ['0', '0'], filter: "tags.team = 'blue'" };
  await own.send('createAlertRule', { name: 'b', ...ABOVE_5, scope });
  await own.send('createAlertRule', { name: 'a', kind: 'stall', minutes: 10, enabled: false });
  await own.send('createAlertRule', { name: 'c', kind: 'finish' });
  await own.send('createAlertRule', { name: 'd', kind: 'nan', metric_key: '' });
  const common = {
    rule_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    creation_time: START,
    last_update_time: START,
    actor: 'local',
  };
  expect((await own.call('listAlertRules', {})).rules).toEqual([
    { ...common, name: 'a', kind: 'stall', minutes: 10, scope: {}, enabled: false },
    { ...common, name: 'b', ...ABOVE_5, scope: { ...scope, experiment_ids: ['0'] }, enabled: true },
    {
      ...common,
      name: 'c',
      kind: 'finish',
      statuses: ['FINISHED', 'FAILED', 'KILLED'],
      scope: {},
      enabled: true,
    },
    { ...common, name: 'd', kind: 'nan', scope: {}, enabled: true },
  ]);
  await own.restart();
  expect((await own.call('listAlertRules', {})).rules.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
});

test('an update sets what it names and keeps the rest; its change is told', async () => {
  const rule_id = await newRule(engine, { ...ABOVE_5, name: 'old' });
  const head = engine.store.changes.head();
  engine.advance(5);
  const { rule } = await engine.call('updateAlertRule', { rule_id, name: 'new', value: 7 });
  expect(rule).toMatchObject({ ...ABOVE_5, name: 'new', value: 7, enabled: true });
  expect(rule.last_update_time - rule.creation_time).toBe(5);
  expect(await rules()).toContainEqual(rule);
  expect(engine.store.changes.after(head, 10)).toMatchObject([
    { operation: 'updateAlertRule', object_type: 'alert_rule', object_id: rule_id },
  ]);
});

test('alerts stay open over a new name, and recover with another condition, with rest and with removal', async () => {
  await using own = await openTestEngine();
  const rule_id = await newRule(own, ABOVE_5);
  const run_id = await newRun(own);
  let step = 0;
  const open = async () => (await alertsOf(own)).filter(({ recovered_time }) => recovered_time === undefined);
  const raiseAgain = () => logValues(own, run_id, [9], { from: step++ });
  await raiseAgain();
  await own.call('updateAlertRule', { rule_id, name: 'other', value: 5 });
  expect(await open()).toHaveLength(1);
  await own.call('updateAlertRule', { rule_id, value: 6 });
  expect(await open()).toHaveLength(0);
  await raiseAgain();
  await own.call('updateAlertRule', { rule_id, scope: { run_ids: [run_id] } });
  expect(await open()).toHaveLength(0);
  await raiseAgain();
  await own.call('updateAlertRule', { rule_id, enabled: false });
  expect(await open()).toHaveLength(0);
  await raiseAgain();
  expect(await alertsOf(own)).toHaveLength(3);
  await own.call('updateAlertRule', { rule_id, enabled: true });
  await raiseAgain();
  await own.call('deleteAlertRule', { rule_id });
  expect(await open()).toHaveLength(0);
  await raiseAgain();
  expect(await alertsOf(own)).toHaveLength(4);
  expect((await own.call('listAlertRules', {})).rules).toEqual([]);
});

test.each([
  [{ name: ' ' }, "'name' is empty"],
  [{ name: 'n'.repeat(251) }, "'name' is 251 characters long; the limit is 250"],
  [
    { comparator: '=' },
    'Invalid value for parameter \'comparator\': it must be one of >, <, >=, <=, not "="',
  ],
  [{ value: 'NaN' }, "Invalid value NaN for parameter 'value'"],
  [{ value: 'Infinity' }, "Invalid value Infinity for parameter 'value'"],
  [{ minutes: 5 }, "Invalid value for parameter 'minutes': a threshold rule has none"],
  [{ statuses: ['FINISHED'] }, "Invalid value for parameter 'statuses': a threshold rule has none"],
  [{ metric_key: '../x' }, "for parameter 'metric_key'"],
  [{ scope: { run_id: 'x' } }, "Invalid value for parameter 'scope': it has no field 'run_id'"],
  [{ scope: { run_ids: [] } }, "'scope.run_ids' is empty"],
  [{ scope: { run_ids: ['x'] } }, 'RESOURCE_DOES_NOT_EXIST: Run with id=x not found'],
  [{ scope: { experiment_ids: ['9'] } }, 'RESOURCE_DOES_NOT_EXIST: No experiment with id 9'],
  [{ scope: { experiment_ids: ['x'] } }, "Invalid experiment id 'x'"],
  [{ scope: { experiment_ids: Array(1001).fill('0') } }, 'at most 1000 experiment_ids'],
  [{ scope: { filter: 'params.lr = ' } }, 'INVALID_PARAMETER_VALUE'],
  [{ scope: { filter: "params.a = 'x' AND NOT (metrics.loss < 1)" } }, 'it asks for a metric'],
  [{ scope: { filter: `tags.a = '${'x'.repeat(5000)}'` } }, "'scope.filter' is"],
])('a rule with %o is refused, new or changed', async (change, message) => {
  expect(await engine.refusal('createAlertRule', { name: 'x', ...ABOVE_5, ...change })).toContain(message);
  const rule_id = await newRule(engine, ABOVE_5);
  const before = await rules();
  expect(await engine.refusal('updateAlertRule', { rule_id, ...change })).toContain(message);
  expect(await rules()).toEqual(before);
});

test.each([
  [{ kind: 'threshold', comparator: '>', value: 1 }, "'metric_key': a threshold rule needs one"],
  [{ kind: 'threshold', metric_key: 'm', value: 1 }, "'comparator': a threshold rule needs one"],
  [{ kind: 'threshold', metric_key: 'm', comparator: '>' }, "'value': a threshold rule needs one"],
  [{ kind: 'stall' }, "'minutes': a stall rule needs one"],
  [{ kind: 'stall', minutes: 0 }, "Invalid value 0 for parameter 'minutes': it must be a number from 1 to"],
  [{ kind: 'stall', minutes: 10_081 }, "Invalid value 10081 for parameter 'minutes'"],
  [{ kind: 'finish', statuses: ['RUNNING'] }, "Invalid value RUNNING for parameter 'statuses'"],
  [{ kind: 'finish', statuses: [] }, "Invalid value [] for parameter 'statuses'"],
  [{ kind: 'finish', statuses: ['ENDED'] }, 'must be one of RUNNING'],
  [{ kind: 'gone' }, 'must be one of threshold, nan, stall, finish, not "gone"'],
  [{}, "Missing value for required parameter 'kind'"],
])('a rule of %o is refused', async (rule, message) => {
  expect(await engine.refusal('createAlertRule', { name: 'x', ...rule })).toContain(message);
});

test('a rule that is not there, or of another workspace, does not exist', async () => {
  const rule_id = await newRule(engine, ABOVE_5);
  const stranger = { actor: 'x', workspace: 'other' };
  for (const name of ['updateAlertRule', 'deleteAlertRule'] as const) {
    expect(await engine.refusal(name, { rule_id: 'none' })).toContain(
      "RESOURCE_DOES_NOT_EXIST: No alert rule with id 'none'",
    );
    expect(await engine.refusal(name, { rule_id }, stranger)).toContain('RESOURCE_DOES_NOT_EXIST');
  }
  expect(await engine.send('listAlertRules', {}, stranger)).toEqual({ rules: [] });
});

test('there are 200 rules at most', async () => {
  await using own = await openTestEngine();
  for (let count = 0; count < 200; count += 1) await newRule(own, ABOVE_5);
  expect(await own.refusal('createAlertRule', { name: 'x', ...ABOVE_5 })).toContain(
    'There are 200 alert rules',
  );
});
