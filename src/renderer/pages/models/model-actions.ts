import { showError, showMessage, undoable } from '../../components/messages.ts';
import { formatCount } from '../../format.ts';
import { renameModel } from '../../queries/registered-models.ts';

export function copyUri(uri: string): void {
  navigator.clipboard.writeText(uri).then(() => showMessage(`Copied ${uri}`), showError);
}

/** Rejects with the tracker's words where the name is taken or not allowed. */
export async function renameModelWithUndo(
  name: string,
  newName: string,
  /** Told of each renaming, the way back too. */
  onRenamed?: (to: string, from: string) => void,
): Promise<void> {
  await renameModel(name, newName);
  onRenamed?.(newName, name);
  await undoable({
    act: async () => undefined,
    done: `Renamed to “${newName}”`,
    undo: async () => {
      await renameModel(newName, name);
      onRenamed?.(name, newName);
    },
  });
}

/** Models and how many versions go with them: "3 models with 14 versions". */
export function modelsWithVersions(models: readonly { versions: number }[]): string {
  const versions = models.reduce((sum, model) => sum + model.versions, 0);
  const what = models.length === 1 ? 'the model' : `${formatCount(models.length)} models`;
  if (versions === 0) return what;
  return `${what} with ${versions === 1 ? '1 version' : `${formatCount(versions)} versions`}`;
}
