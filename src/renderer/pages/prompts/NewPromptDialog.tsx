import { type FormEvent, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import type { PromptContent } from '../../../contract/index.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { SegmentedChoice } from '../../components/SegmentedChoice.tsx';
import { TextField } from '../../components/TextField.tsx';
import { createPromptDraft } from '../../queries/prompt-drafts.ts';
import { createPrompt } from '../../queries/prompts.ts';
import { placePath } from '../prompt/prompt-address.ts';

const TYPES = [
  ['text', 'Text'],
  ['chat', 'Chat'],
] as const;
const NAME = /^[a-zA-Z0-9_.-]+$/;

const emptyContent = (type: PromptContent['type']): PromptContent =>
  type === 'text' ? { type, template: '' } : { type, messages: [{ role: 'system', content: '' }] };

/** Makes a prompt and opens the draft of its first version. */
export function NewPromptDialog({ onClose }: { onClose: () => void }) {
  const formId = useId();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [type, setType] = useState<PromptContent['type']>('text');
  const [error, setError] = useState<string>();
  const wanted = name.trim();
  const isNamed = NAME.test(wanted);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await createPrompt(wanted, description.trim());
      const { draft_id } = await createPromptDraft({
        name: wanted,
        title: undefined,
        base_version: undefined,
        from_draft_id: undefined,
        content: emptyContent(type),
      });
      onClose();
      await navigate(placePath(wanted, { draft: draft_id }));
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="New prompt"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" disabled={!isNamed}>
            Create
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
        <TextField
          label="Name"
          value={name}
          onChange={(event) => {
            setName(event.target.value);
            setError(undefined);
          }}
          placeholder="answer-question"
          hint="Letters, digits, - _ and . Scripts load it as prompts:/name/version."
          error={
            error ?? (wanted === '' || isNamed ? undefined : 'MLflow takes letters, digits, - _ and . only.')
          }
        />
        <div className="flex items-center gap-3 text-12">
          <span className="text-muted">Type</span>
          <SegmentedChoice label="Type" choices={TYPES} chosen={type} onChoose={setType} />
        </div>
        <TextField
          label="Description, if you like"
          value={description}
          onChange={(event) => setDescription(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
