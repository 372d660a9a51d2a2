import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import type { Webhook } from '../../../../contract/index.ts';
import { Button } from '../../../components/Button.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import { TextField } from '../../../components/TextField.tsx';
import type { SecretChange, WebhookDraft } from './webhook-draft.ts';

interface SecretFieldProps {
  /** Of the webhook as it is; undefined where it has none. */
  state: Webhook['secret_state'];
  draft: WebhookDraft;
  error: string | undefined;
  onChange: (changed: Partial<WebhookDraft>) => void;
}

const SECRET_BYTES = 24;

/** The secret that deliveries are signed with: it can be given and taken away, never read. */
export function SecretField({ state, draft, error, onChange }: SecretFieldProps) {
  if (draft.secretChange !== 'set')
    return (
      <div>
        <span className="mb-1 block text-muted">Secret</span>
        <div className="flex items-center gap-2">
          <span className="min-w-0 flex-1">
            {KEPT[draft.secretChange === 'remove' ? 'remove' : (state ?? 'set')]}
          </span>
          <Button onClick={() => onChange({ secretChange: 'set' })}>Replace</Button>
          {draft.secretChange === 'keep' ? (
            <Button onClick={() => onChange({ secretChange: 'remove' })}>Remove</Button>
          ) : (
            <Button onClick={() => onChange({ secretChange: 'keep' })}>Keep</Button>
          )}
        </div>
      </div>
    );
  return <NewSecret canKeep={state !== undefined} draft={draft} error={error} onChange={onChange} />;
}

const KEPT: Readonly<Record<'set' | 'lost' | Exclude<SecretChange, 'set' | 'keep'>, string>> = {
  set: 'Set. It cannot be shown.',
  lost: 'Lost: this data folder has not the key it was sealed with. Nothing is sent until it is given again.',
  remove: 'Taken away when you save: deliveries are not signed.',
};

interface NewSecretProps extends Omit<SecretFieldProps, 'state'> {
  canKeep: boolean;
}

function NewSecret({ canKeep, draft, error, onChange }: NewSecretProps) {
  const [isShown, setShown] = useState(false);
  const generate = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
    onChange({ secret: btoa(String.fromCharCode(...bytes)) });
    setShown(true);
  };
  return (
    <div className="flex items-start gap-1">
      <TextField
        label={canKeep ? 'New secret' : 'Secret (optional)'}
        type={isShown ? 'text' : 'password'}
        autoComplete="new-password"
        value={draft.secret}
        error={error}
        hint="Deliveries are signed with it in X-MLflow-Signature. It cannot be shown again."
        onChange={({ target }) => onChange({ secret: target.value })}
        className="min-w-0 flex-1 [&_input]:font-mono"
      />
      <div className="flex items-center gap-1 pt-5">
        <IconButton
          icon={isShown ? EyeOff : Eye}
          label={isShown ? 'Hide the secret' : 'Show the secret'}
          onClick={() => setShown(!isShown)}
        />
        <Button onClick={generate}>Generate</Button>
        {canKeep && <Button onClick={() => onChange({ secretChange: 'keep', secret: '' })}>Keep</Button>}
      </div>
    </div>
  );
}
