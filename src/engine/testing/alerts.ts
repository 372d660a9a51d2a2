import type { Alert, AlertRule, RequestInput } from '../../contract/index.ts';
import type { TestEngine } from './open.ts';

/** Makes a rule; answers its id. */
export async function newRule(
  engine: TestEngine,
  rule: Partial<RequestInput<'createAlertRule'>>,
): Promise<string> {
  const made = await engine.call('createAlertRule', { name: 'watch', ...rule });
  return made.rule.rule_id;
}

/** Loss above 5. */
export const ABOVE_5 = {
  kind: 'threshold',
  metric_key: 'loss',
  comparator: '>',
  value: 5,
} as const satisfies Partial<AlertRule>;

/** Logs values of a metric, a request each, from a step on. */
export async function logValues(
  engine: TestEngine,
  run_id: string,
  values: readonly number[],
  { key = 'loss', from = 0 } = {},
): Promise<void> {
  for (const [index, value] of values.entries())
    await engine.call('logMetric', { run_id, key, value, timestamp: 1, step: from + index });
}

/** All alerts, newest first. */
export async function alertsOf(engine: TestEngine): Promise<Alert[]> {
  return (await engine.call('listAlerts', {})).alerts;
}

/** What is told of alerts, the oldest first. */
export async function messages(engine: TestEngine): Promise<string[]> {
  return (await alertsOf(engine)).map(({ message }) => message).reverse();
}
