import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { TextField } from '../../components/TextField.tsx';
import { closeRuleDialog, type RuleDialogState } from '../../rule-dialog.ts';
import { ConditionFields } from './ConditionFields.tsx';
import { saveRule } from './rule-actions.ts';
import { draftOf, problemsOf, type RuleDraft, settingsOf } from './rule-draft.ts';
import { conditionWords } from './rule-words.ts';
import { ScopeFields } from './ScopeFields.tsx';

const KINDS = [
  ['threshold', 'A metric is beyond a value'],
  ['nan', 'A metric is NaN'],
  ['stall', 'A run logs nothing for long'],
  ['finish', 'A run ends'],
] as const;

/** Makes a rule, or changes one. */
export default function RuleDialog({ dialog }: { dialog: RuleDialogState }) {
  const formId = useId();
  const rule = 'rule' in dialog ? dialog.rule : undefined;
  const [draft, setDraft] = useState(() => draftOf('rule' in dialog ? dialog.rule : dialog.start));
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const problems = problemsOf(draft);
  const isReady = Object.keys(problems).length === 0;
  const change = (changed: Partial<RuleDraft>) => {
    setDraft({ ...draft, ...changed });
    setError(undefined);
  };
  const save = async () => {
    setBusy(true);
    try {
      await saveRule(rule, settingsOf(draft));
      closeRuleDialog();
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isReady && !isBusy) void save();
  };
  // A filter says at once what is wrong with it; what is only missing, when somebody wants to go on.
  const shown = isTried ? problems : problems.filter === undefined ? {} : { filter: problems.filter };
  return (
    <Dialog
      isOpen
      onClose={closeRuleDialog}
      title={rule === undefined ? 'New alert' : 'Edit alert'}
      description="Raised once for each run it is true of, until the run recovers."
      width="medium"
      footer={
        <>
          <Button onClick={closeRuleDialog}>Cancel</Button>
          <Button look="primary" type="submit" form={formId} disabled={isBusy}>
            {rule === undefined ? 'Create' : 'Save'}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4 text-12">
        <div>
          <label htmlFor={`${formId}-kind`} className="mb-1 block text-muted">
            When
          </label>
          <select
            id={`${formId}-kind`}
            value={draft.kind}
            disabled={rule !== undefined}
            onChange={({ target }) => change({ kind: target.value as RuleDraft['kind'] })}
            className="h-7 w-full rounded-md border border-outline bg-canvas px-1.5 disabled:text-muted"
          >
            {KINDS.map(([kind, words]) => (
              <option key={kind} value={kind}>
                {words}
              </option>
            ))}
          </select>
        </div>
        <ConditionFields draft={draft} problems={shown} onChange={change} />
        <ScopeFields draft={draft} problems={shown} onChange={change} />
        <TextField
          label="Name"
          placeholder={isReady ? conditionWords(settingsOf(draft)) : 'By what it waits for'}
          value={draft.name}
          maxLength={250}
          onChange={({ target }) => change({ name: target.value })}
        />
        {error !== undefined && (
          <p role="alert" className="break-words text-failed">
            {error}
          </p>
        )}
      </form>
    </Dialog>
  );
}
