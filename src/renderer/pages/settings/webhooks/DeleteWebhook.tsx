import type { Webhook } from '../../../../contract/index.ts';
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx';
import { showError, showMessage } from '../../../components/messages.ts';
import { createWebhook, deleteWebhook } from '../../../queries/webhooks.ts';

interface DeleteWebhookProps {
  webhook: Webhook;
  onClose: () => void;
}

/** Asks before a webhook goes. Only one without a secret can be made anew, since nobody can read a secret back. */
export function DeleteWebhook({ webhook, onClose }: DeleteWebhookProps) {
  const { webhook_id, name, secret_state } = webhook;
  const remove = async () => {
    await deleteWebhook(webhook_id);
    const undo = { label: 'Undo', run: () => void makeAnew(webhook).catch(showError) };
    showMessage(`Deleted the webhook ${name}`, secret_state === undefined ? undo : undefined);
  };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={`Delete ${name}`}
      action="Delete webhook"
      onConfirm={remove}
    >
      <p>
        Its log goes with it, and what it is still to be told is not sent.
        {secret_state !== undefined && ' Its secret cannot be brought back.'}
      </p>
    </ConfirmDialog>
  );
}

function makeAnew({ name, url, events, status, description }: Webhook): Promise<Webhook> {
  return createWebhook({ name, url, events, status, ...(description !== undefined && { description }) });
}
