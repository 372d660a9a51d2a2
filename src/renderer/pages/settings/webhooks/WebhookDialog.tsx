import { type FormEvent, useId, useState } from 'react';
import type { Webhook } from '../../../../contract/index.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { showMessage } from '../../../components/messages.ts';
import { TextField } from '../../../components/TextField.tsx';
import { createWebhook, updateWebhook, useWebhookSettings } from '../../../queries/webhooks.ts';
import { EventFields } from './EventFields.tsx';
import { SecretField } from './SecretField.tsx';
import { creationOf, draftOf, problemsOf, updateOf, type WebhookDraft } from './webhook-draft.ts';

interface WebhookDialogProps {
  /** The one to change; without it a new one is made. */
  webhook?: Webhook;
  onClose: () => void;
}

/** Makes a webhook, or changes one. */
export function WebhookDialog({ webhook, onClose }: WebhookDialogProps) {
  const formId = useId();
  const { data: settings } = useWebhookSettings();
  const [draft, setDraft] = useState(() => draftOf(webhook));
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const problems = problemsOf(draft, webhook, settings?.allow_private_addresses ?? false);
  const shown = isTried ? problems : {};
  const change = (changed: Partial<WebhookDraft>) => {
    setDraft({ ...draft, ...changed });
    setError(undefined);
  };
  const save = async () => {
    setBusy(true);
    try {
      await (webhook === undefined
        ? createWebhook(creationOf(draft))
        : updateWebhook(updateOf(draft, webhook)));
      showMessage(`${webhook === undefined ? 'Created' : 'Saved'} the webhook ${draft.name.trim()}`);
      onClose();
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(problems).length === 0 && !isBusy) void save();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={webhook === undefined ? 'New webhook' : 'Edit webhook'}
      width="medium"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={formId} disabled={isBusy}>
            {webhook === undefined ? 'Create' : 'Save'}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4 text-12">
        <div className="grid grid-cols-2 items-start gap-4">
          <TextField
            label="Name"
            placeholder="deploy-bot"
            value={draft.name}
            error={shown.name}
            onChange={({ target }) => change({ name: target.value })}
          />
          <TextField
            label="Description (optional)"
            value={draft.description}
            maxLength={1000}
            onChange={({ target }) => change({ description: target.value })}
          />
        </div>
        <TextField
          label="URL"
          type="url"
          placeholder="https://example.com/hook"
          value={draft.url}
          error={shown.url}
          className="[&_input]:font-mono"
          onChange={({ target }) => change({ url: target.value })}
        />
        <EventFields chosen={draft.events} error={shown.events} onChange={(events) => change({ events })} />
        <SecretField state={webhook?.secret_state} draft={draft} error={shown.secret} onChange={change} />
        <label className="flex items-center gap-1.5">
          <input
            type="checkbox"
            checked={draft.isActive}
            onChange={({ target }) => change({ isActive: target.checked })}
          />
          Active: what happens is sent. What happens while it is not is not sent later.
        </label>
        {error !== undefined && (
          <p role="alert" className="break-words text-failed">
            {error}
          </p>
        )}
      </form>
    </Dialog>
  );
}
