import type { Run } from '../../../contract/index.ts';
import { KeyValueList } from '../../components/KeyValueList.tsx';
import { LINKED_PROMPTS_TAG, linkedPrompts } from './linked-prompts.ts';
import { RunChildren } from './RunChildren.tsx';
import { RunDatasets } from './RunDatasets.tsx';
import { RunModels } from './RunModels.tsx';
import { NOTE_TAG, RunNotes } from './RunNotes.tsx';
import { RunOverview } from './RunOverview.tsx';
import { RunPrompts } from './RunPrompts.tsx';
import { RunTags } from './RunTags.tsx';

/** What a run is, beside its metrics. */
export function RunDetails({ run }: { run: Run }) {
  const { params = [], tags = [] } = run.data;
  const own = tags.filter(({ key }) => !key.startsWith('mlflow.'));
  const prompts = linkedPrompts(tags.find(({ key }) => key === LINKED_PROMPTS_TAG)?.value ?? '');
  const isShown = (key: string) => key === NOTE_TAG || (key === LINKED_PROMPTS_TAG && prompts !== undefined);
  const ofMlflow = tags.filter(({ key }) => key.startsWith('mlflow.') && !isShown(key));
  const isEditable = run.info.lifecycle_stage === 'active';
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label="Details"
      className="min-h-0 overflow-y-auto border-l border-separator pb-6"
    >
      <RunOverview run={run} />
      <KeyValueList title="Params" entries={params} hint={'mlflow.log_param("lr", 0.001)'} />
      <RunTags runId={run.info.run_id} tags={own} isEditable={isEditable} />
      <RunNotes
        runId={run.info.run_id}
        note={tags.find(({ key }) => key === NOTE_TAG)?.value}
        isEditable={isEditable}
      />
      <RunDatasets inputs={run.inputs.dataset_inputs ?? []} />
      <RunModels run={run} />
      <RunPrompts prompts={prompts ?? []} />
      <RunChildren run={run} />
      {ofMlflow.length > 0 && <KeyValueList title="MLflow's own tags" entries={ofMlflow} isFolded />}
    </div>
  );
}
