import { showError, undoable } from '../../components/messages.ts';
import { formatCount } from '../../format.ts';
import { deleteRuns, restoreRuns, setRunsTag } from '../../queries/runs.ts';
import { NOTE_TAG } from './columns.tsx';
import { useTicks } from './ticks.ts';

export const countOfRuns = (count: number) => `${formatCount(count)} ${count === 1 ? 'run' : 'runs'}`;

/** Moves runs to the trash, with a way back. */
export async function deleteWithUndo(runIds: readonly string[]): Promise<void> {
  const isDone = await undoable({
    act: () => deleteRuns(runIds),
    done: `Deleted ${countOfRuns(runIds.length)}`,
    undo: () => restoreRuns(runIds),
  });
  if (isDone) useTicks.getState().clear();
}

export async function restoreWithUndo(runIds: readonly string[]): Promise<void> {
  const isDone = await undoable({
    act: () => restoreRuns(runIds),
    done: `Restored ${countOfRuns(runIds.length)}`,
    undo: () => deleteRuns(runIds),
  });
  if (isDone) useTicks.getState().clear();
}

/** Keeps a run's note; an empty one is deleted. */
export async function saveNote(runId: string, note: string): Promise<void> {
  try {
    await setRunsTag([runId], NOTE_TAG, note === '' ? undefined : note);
  } catch (error) {
    showError(error);
  }
}
