import { useState } from 'react';
import type { RegistrySettings as Settings } from '../../../contract/index.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { undoable } from '../../components/messages.ts';
import { SkeletonBar } from '../../components/SkeletonBar.tsx';
import { TextField } from '../../components/TextField.tsx';
import { updateRegistrySettings, useRegistrySettings } from '../../queries/registry-settings.ts';
import { Section } from './Section.tsx';
import { StageList } from './StageList.tsx';
import {
  changeBack,
  changeOf,
  draftOf,
  problemOfAll,
  problemsOf,
  type RegistryDraft,
} from './stage-drafts.ts';

/** The stages of model versions, and what a move between them asks for. */
export function RegistrySettings() {
  const { data: settings, error, isPending, refetch } = useRegistrySettings();
  return (
    <Section title="Model registry" note="Of the workspace: stages of the board, comments and approvals.">
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {isPending && <SkeletonBar width="w-80" />}
      {settings && <Form settings={settings} />}
    </Section>
  );
}

function Form({ settings }: { settings: Settings }) {
  // While nothing is edited here, what somebody else sets is shown.
  const [edited, setDraft] = useState<RegistryDraft>();
  const draft = edited ?? draftOf(settings);
  const [isBusy, setBusy] = useState(false);
  const names = problemsOf(draft.stages);
  const problem = problemOfAll(draft.stages);
  const change = changeOf(draft);
  const isChanged = JSON.stringify(change) !== JSON.stringify(changeOf(draftOf(settings)));
  const save = async () => {
    setBusy(true);
    const isDone = await undoable({
      act: () => updateRegistrySettings(change),
      done: 'Saved the settings of the registry',
      undo: () => updateRegistrySettings(changeBack(settings, change)),
    });
    if (isDone) setDraft(undefined);
    setBusy(false);
  };
  return (
    <form
      aria-label="Model registry"
      className="text-12"
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged && names.size === 0 && problem === undefined && !isBusy) void save();
      }}
    >
      <StageList
        stages={draft.stages}
        problems={names}
        onChange={(stages) => setDraft({ ...draft, stages })}
      />
      {problem !== undefined && (
        <p role="alert" className="mt-2 text-failed">
          {problem}
        </p>
      )}
      <label className="mt-3 flex min-h-7 items-center gap-2">
        <input
          type="checkbox"
          checked={draft.commentRequired}
          onChange={({ target }) => setDraft({ ...draft, commentRequired: target.checked })}
        />
        Every move needs a comment
      </label>
      <TextField
        label="Aliases that need an approval"
        placeholder="champion, challenger"
        hint="Apart by commas; * for all of them. A scripted move that needs an approval is refused."
        value={draft.approvalAliases}
        onChange={({ target }) => setDraft({ ...draft, approvalAliases: target.value })}
        className="mt-2 max-w-100"
      />
      <div className="mt-4 flex gap-2">
        <Button
          look="primary"
          type="submit"
          disabled={!isChanged || names.size > 0 || problem !== undefined || isBusy}
        >
          Save
        </Button>
        {isChanged && <Button onClick={() => setDraft(undefined)}>Discard changes</Button>}
      </div>
    </form>
  );
}
