import { create } from 'zustand';
import type { AlertRule } from '../contract/index.ts';
import type { RuleSettings } from './queries/alert-rules.ts';

/** A rule that is changed, or what a new one begins with. */
export type RuleDialogState = { rule: AlertRule } | { start: Partial<RuleSettings> };

/** The form for an alert rule that is open over the page, wherever it was asked for. */
export const useRuleDialog = create<{ dialog: RuleDialogState | undefined }>(() => ({ dialog: undefined }));

/** Asks for a new rule, beginning with what is known of it. */
export const openNewRule = (start: Partial<RuleSettings> = {}) =>
  useRuleDialog.setState({ dialog: { start } });
/** Opens a rule to be changed. */
export const openRule = (rule: AlertRule) => useRuleDialog.setState({ dialog: { rule } });
export const closeRuleDialog = () => useRuleDialog.setState({ dialog: undefined });
