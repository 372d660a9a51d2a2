import type { Experiment } from '../../../contract/index.ts';
import { showError, undoable } from '../../components/messages.ts';
import { renameExperiment, setExperimentsDeleted, setExperimentsTag } from '../../queries/experiments.ts';

export const NOTE_TAG = 'mlflow.note.content';

/** The note of an experiment, in Markdown; empty without one. */
export const noteOf = ({ tags = [] }: Experiment) => tags.find(({ key }) => key === NOTE_TAG)?.value ?? '';

/** The tags that people set: those of MLflow itself are not shown. */
export const ownTags = ({ tags = [] }: Experiment) => tags.filter(({ key }) => !key.startsWith('mlflow.'));

const named = (experiments: readonly Experiment[]) =>
  experiments.length === 1 ? `“${experiments[0]?.name}”` : `${experiments.length} experiments`;

export function deleteExperiments(experiments: readonly Experiment[]): Promise<boolean> {
  const ids = experiments.map(({ experiment_id }) => experiment_id);
  return undoable({
    act: () => setExperimentsDeleted(ids, true),
    done: `Moved ${named(experiments)} to the trash`,
    undo: () => setExperimentsDeleted(ids, false),
  });
}

export function restoreExperiments(experiments: readonly Experiment[]): Promise<boolean> {
  const ids = experiments.map(({ experiment_id }) => experiment_id);
  return undoable({
    act: () => setExperimentsDeleted(ids, false),
    done: `Restored ${named(experiments)}`,
    undo: () => setExperimentsDeleted(ids, true),
  });
}

/** Rejects with the tracker's words where the name is taken or not allowed. */
export async function renameWithUndo({ experiment_id, name }: Experiment, newName: string): Promise<void> {
  await renameExperiment(experiment_id, newName);
  await undoable({
    act: async () => undefined,
    done: `Renamed to “${newName}”`,
    undo: () => renameExperiment(experiment_id, name),
  });
}

/** Sets a tag of experiments, or removes it where there is no value; Undo gives each its value of before. */
export function setTag(
  experiments: readonly Experiment[],
  key: string,
  value: string | undefined,
): Promise<boolean> {
  const what = key === NOTE_TAG ? 'the note' : `the tag “${key}”`;
  return undoable({
    act: () => setExperimentsTag(experiments, key, value),
    done: `${value === undefined ? 'Removed' : 'Set'} ${what} of ${named(experiments)}`,
    undo: async () => {
      for (const experiment of experiments)
        await setExperimentsTag(
          [{ ...experiment, tags: [{ key, value: '' }] }],
          key,
          experiment.tags?.find((tag) => tag.key === key)?.value,
        );
    },
  });
}

export function copyId({ experiment_id }: Experiment): void {
  navigator.clipboard.writeText(experiment_id).catch(showError);
}
