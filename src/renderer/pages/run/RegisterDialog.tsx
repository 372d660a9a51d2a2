import { type FormEvent, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { showMessage } from '../../components/messages.ts';
import { modelVersionPath } from '../../model-paths.ts';
import type { ModelSource } from '../../model-source.ts';
import { registerModel, useModelChoice } from '../../queries/run-registrations.ts';
import { closeRegister } from '../../register-dialog.ts';
import { ModelNameField } from './ModelNameField.tsx';
import { problemsOf, type RegisterDraft, tagsOf } from './register-draft.ts';
import { TagRows } from './TagRows.tsx';

const EMPTY: RegisterDraft = { name: '', description: '', tags: [] };

/** Makes a version of a registered model of a model that a run logged. */
export default function RegisterDialog({ sources }: { sources: readonly ModelSource[] }) {
  const formId = useId();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState(sources[0]);
  const [draft, setDraft] = useState(EMPTY);
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const name = draft.name.trim();
  const { data: choice } = useModelChoice(name);
  const problems = problemsOf(draft, choice?.isPrompt ?? false);
  const shown = isTried ? problems : {};
  const change = (changed: Partial<RegisterDraft>) => {
    setDraft({ ...draft, ...changed });
    setError(undefined);
  };
  const register = async (source: ModelSource) => {
    setBusy(true);
    try {
      const { version } = await registerModel({
        name,
        source,
        isThere: choice?.exact?.name === name,
        description: draft.description.trim(),
        tags: tagsOf(draft.tags),
      });
      const open = { label: 'Open', run: () => void navigate(modelVersionPath(name, version)) };
      showMessage(`Registered ${name} version ${version}`, open);
      closeRegister();
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(problems).length === 0 && !isBusy && chosen !== undefined) void register(chosen);
  };
  return (
    <Dialog
      isOpen
      onClose={closeRegister}
      title="Register model"
      description={
        sources.length === 1 && chosen ? `Makes ${chosen.label} a version of a registered model.` : undefined
      }
      width="medium"
      footer={
        <>
          <Button onClick={closeRegister}>Cancel</Button>
          <Button look="primary" type="submit" form={formId} disabled={isBusy}>
            {isBusy ? 'Registering…' : 'Register'}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
        }}
        noValidate
        className="flex flex-col gap-4 text-12"
      >
        <ModelNameField name={draft.name} error={shown.name} onChange={(text) => change({ name: text })} />
        {sources.length > 1 && chosen !== undefined && (
          <SourceField sources={sources} chosen={chosen} onChoose={setChosen} />
        )}
        <div>
          <label htmlFor={`${formId}-description`} className="mb-1 block text-muted">
            Description of the version, in Markdown (optional)
          </label>
          <textarea
            id={`${formId}-description`}
            rows={2}
            value={draft.description}
            onChange={({ target }) => change({ description: target.value })}
            className="block w-full resize-y rounded-md border border-outline bg-canvas px-2 py-1"
          />
        </div>
        <TagRows tags={draft.tags} error={shown.tags} onChange={(tags) => change({ tags })} />
        {error !== undefined && (
          <p role="alert" className="break-words text-failed">
            {error}
          </p>
        )}
      </form>
    </Dialog>
  );
}

interface SourceFieldProps {
  sources: readonly ModelSource[];
  chosen: ModelSource;
  onChoose: (source: ModelSource | undefined) => void;
}

function SourceField({ sources, chosen, onChoose }: SourceFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-muted">
        What to register
      </label>
      <select
        id={id}
        value={chosen.source}
        onChange={({ target }) => onChoose(sources.find(({ source }) => source === target.value))}
        className="h-7 w-full rounded-md border border-outline bg-canvas px-1.5"
      >
        {sources.map(({ source, label }) => (
          <option key={source} value={source}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
