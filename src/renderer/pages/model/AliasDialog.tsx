import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { showMessage } from '../../components/messages.ts';
import { TextField } from '../../components/TextField.tsx';
import { useRegistrySettings } from '../../queries/registry-settings.ts';
import { askForMove } from '../../queries/transition-requests.ts';
import { moveAlias } from './alias-actions.ts';
import { isAmong } from './board/move-plan.ts';

/** Sets an alias of a model to one of these versions, newest first, or removes the one that is named. */
export interface AliasDialogState {
  versions: readonly string[];
  removed?: string;
}

interface AliasDialogProps extends AliasDialogState {
  name: string;
  aliases: readonly { alias: string; version: string }[];
  onClose: () => void;
}

export function AliasDialog({ name, versions, removed, aliases, onClose }: AliasDialogProps) {
  const formId = useId();
  const selectId = useId();
  const { data: settings } = useRegistrySettings();
  const [typed, setTyped] = useState(removed ?? '');
  const [to, setTo] = useState(versions[0] ?? '');
  const [comment, setComment] = useState('');
  const [error, setError] = useState<string>();
  const alias = typed.trim().replace(/^@/, '');
  const from = aliases.find((one) => one.alias === alias)?.version;
  const asks = removed === undefined && isAmong(settings?.approval_aliases ?? [], alias);
  const needsComment = asks || settings?.comment_required === true;
  const isReady =
    alias !== '' &&
    (removed !== undefined || (to !== '' && to !== from)) &&
    (!needsComment || comment.trim() !== '');
  const act = async () => {
    const said = comment.trim() === '' ? undefined : comment.trim();
    if (!asks)
      return moveAlias({ name, alias, to: removed === undefined ? to : undefined, from, comment: said });
    await askForMove({ name, versions: [to], alias, comment: said });
    showMessage(`Asked for @${alias} on v${to}`);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await act();
      onClose();
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
  };
  const verb =
    removed !== undefined ? 'Remove' : asks ? 'Ask for approval' : from === undefined ? 'Set' : 'Move';
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={removed === undefined ? 'Set an alias' : `Remove @${removed}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" disabled={!isReady}>
            {verb}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
        {removed === undefined && (
          <TextField
            label="Alias"
            value={typed}
            placeholder="champion"
            onChange={(event) => {
              setTyped(event.target.value);
              setError(undefined);
            }}
            hint={hintOf({ name, alias, from, to, asks })}
          />
        )}
        {removed === undefined && versions.length > 1 && (
          <div>
            <label htmlFor={selectId} className="mb-1 block text-12 text-muted">
              Version
            </label>
            <select
              id={selectId}
              value={to}
              onChange={(event) => setTo(event.target.value)}
              className="h-7 w-full rounded-md border border-outline bg-canvas px-1.5 text-12"
            >
              {versions.map((version) => (
                <option key={version} value={version}>
                  v{version}
                </option>
              ))}
            </select>
          </div>
        )}
        {removed !== undefined && (
          <p>
            Nothing is loaded by{' '}
            <span className="font-mono text-12">
              models:/{name}@{removed}
            </span>{' '}
            then.
          </p>
        )}
        {needsComment && (
          <TextField
            label={asks ? 'Why, for who approves it' : 'Comment'}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        )}
        {error !== undefined && (
          <p role="alert" className="text-12 break-words text-failed">
            {error}
          </p>
        )}
      </form>
    </Dialog>
  );
}

interface Hinted {
  name: string;
  alias: string;
  from: string | undefined;
  to: string;
  asks: boolean;
}

function hintOf({ name, alias, from, to, asks }: Hinted): string {
  if (alias === '') return 'Letters, digits, - and _. An alias is of one version at a time.';
  if (from === to) return `@${alias} is of v${to} already.`;
  if (asks) return `Somebody else must approve @${alias} in this workspace.`;
  return from === undefined ? `models:/${name}@${alias}` : `It is taken from v${from}.`;
}
