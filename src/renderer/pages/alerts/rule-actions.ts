import type { AlertRule } from '../../../contract/index.ts';
import { showError, showMessage, undoable } from '../../components/messages.ts';
import {
  createAlertRule,
  deleteAlertRule,
  type RuleSettings,
  updateAlertRule,
} from '../../queries/alert-rules.ts';

const settingsOfRule = ({
  rule_id: _,
  creation_time: __,
  last_update_time: ___,
  actor: ____,
  ...settings
}: AlertRule): RuleSettings => settings;

/** Makes a rule, or gives one other settings. Throws what the tracker says against it. */
export async function saveRule(rule: AlertRule | undefined, settings: RuleSettings): Promise<void> {
  if (rule === undefined) {
    const { rule_id, name } = await createAlertRule(settings);
    showMessage(`Created the alert ${name}`, {
      label: 'Undo',
      run: () => void deleteAlertRule(rule_id).catch(showError),
    });
    return;
  }
  const { kind, ...changed } = settings;
  await updateAlertRule({
    rule_id: rule.rule_id,
    ...changed,
    // Without a metric any is meant, and what is left out would stay.
    ...(kind === 'nan' && { metric_key: changed.metric_key ?? '' }),
  });
  showMessage(`Saved the alert ${settings.name}`);
}

export function setRuleEnabled({ rule_id }: AlertRule, enabled: boolean): void {
  updateAlertRule({ rule_id, enabled }).catch(showError);
}

/** Removes a rule, with a way back: the same rule made anew. */
export function deleteRuleWithUndo(rule: AlertRule): Promise<boolean> {
  return undoable({
    act: () => deleteAlertRule(rule.rule_id),
    done: `Deleted the alert ${rule.name}`,
    undo: () => createAlertRule(settingsOfRule(rule)),
  });
}
