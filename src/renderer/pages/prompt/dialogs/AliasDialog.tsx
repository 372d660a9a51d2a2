import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { aliasUri } from '../../prompts/prompt-lines.ts';
import { moveAlias } from './alias-actions.ts';

interface AliasDialogProps {
  name: string;
  version: string;
  /** All of the prompt. */
  aliases: readonly { alias: string; version: string }[];
  onClose: () => void;
}

/** Sets an alias to a version, away from the one that has it. */
export function AliasDialog({ name, version, aliases, onClose }: AliasDialogProps) {
  const formId = useId();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const alias = typed.trim().replace(/^@/, '');
  const from = aliases.find((one) => one.alias === alias)?.version;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await moveAlias({ name, alias, to: version, from });
      onClose();
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
  };
  const hint =
    alias === ''
      ? 'Letters, digits, - _ and . An alias is of one version at a time.'
      : from === undefined
        ? `Scripts load it as ${aliasUri(name, alias)}`
        : from === version
          ? `@${alias} is of v${version} already.`
          : `It is taken from v${from}.`;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Set an alias to v${version}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" disabled={alias === '' || from === version}>
            {from === undefined ? 'Set' : 'Move'}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)}>
        <TextField
          label="Alias"
          value={typed}
          placeholder="champion"
          onChange={({ target }) => {
            setTyped(target.value);
            setError(undefined);
          }}
          hint={hint}
          error={error}
        />
      </form>
    </Dialog>
  );
}
