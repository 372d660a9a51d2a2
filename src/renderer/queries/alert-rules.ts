import { useQuery } from '@tanstack/react-query';
import type { AlertRule, RequestInput } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { queryClient } from './query-client.ts';

export const alertRulesKey = ['alert-rules'] as const;

/** What a rule asks for and of which runs: what a person sets of it. */
export type RuleSettings = Omit<AlertRule, 'rule_id' | 'creation_time' | 'last_update_time' | 'actor'>;

/** The rules of the workspace, by name. */
export function useAlertRules() {
  return useQuery({
    queryKey: alertRulesKey,
    queryFn: ({ signal }) => tracker.call('listAlertRules', {}, { signal }),
    select: ({ rules }) => rules,
  });
}

/** Makes a rule; it looks at what is logged from now on. */
export async function createAlertRule(settings: RuleSettings): Promise<AlertRule> {
  const { rule } = await tracker.call('createAlertRule', settings);
  await queryClient.invalidateQueries({ queryKey: alertRulesKey });
  return rule;
}

/** Sets a rule; what is left out stays, and so does its kind. An empty metric stands for any. */
export async function updateAlertRule(request: RequestInput<'updateAlertRule'>): Promise<void> {
  await tracker.call('updateAlertRule', request);
  await queryClient.invalidateQueries({ queryKey: alertRulesKey });
}

/** Removes a rule; its alerts stay. It cannot be restored: keep its settings to make it anew. */
export async function deleteAlertRule(rule_id: string): Promise<void> {
  await tracker.call('deleteAlertRule', { rule_id });
  await queryClient.invalidateQueries({ queryKey: alertRulesKey });
}
