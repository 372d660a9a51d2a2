import { create } from 'zustand';
import { showError, showMessage, undoable } from './components/messages.ts';
import { formatCount } from './format.ts';
import { homesOf } from './queries/run-homes.ts';
import { moveRuns } from './queries/runs.ts';

/*
 * Runs that are dragged from a table and dropped on an experiment. What a drag carries can be read when it is dropped only, so
 * the page that began it remembers it too.
 */
const TYPE = 'application/x-tidemark-runs';

interface DraggedRuns {
  runIds: readonly string[];
  /** The experiments that they are in: those of the table. */
  experimentIds: readonly string[];
}

interface RunDrag {
  /** What is dragged; undefined also where the drag began in another window. */
  dragged: DraggedRuns | undefined;
  /** The experiment under the pointer that would take them. */
  targetId: string | undefined;
  onMoved: (() => void) | undefined;
}

const NOTHING = { dragged: undefined, targetId: undefined, onMoved: undefined };

export const useRunDrag = create<RunDrag>(() => NOTHING);

const countOfRuns = (count: number) => `${formatCount(count)} ${count === 1 ? 'run' : 'runs'}`;

/** Begins a drag of these runs; `onMoved` is called where they were moved. */
export function dragRuns(transfer: DataTransfer, dragged: DraggedRuns, onMoved: () => void): void {
  transfer.setData(TYPE, JSON.stringify(dragged));
  transfer.effectAllowed = 'all';
  const picture = document.createElement('div');
  picture.className =
    'fixed -top-20 left-0 rounded-md border border-outline bg-panel px-2 py-1 text-12 font-medium';
  picture.textContent = countOfRuns(dragged.runIds.length);
  document.body.append(picture);
  transfer.setDragImage(picture, -8, -8);
  // The browser takes the picture once this event is over.
  setTimeout(() => picture.remove());
  useRunDrag.setState({ dragged, targetId: undefined, onMoved });
  window.addEventListener('dragend', endRunDrag, { once: true });
}

function endRunDrag(): void {
  useRunDrag.setState(NOTHING);
}

export const holdsRuns = (transfer: DataTransfer): boolean => transfer.types.includes(TYPE);

/** Whether dropping on the experiment would change anything, as far as that is known. */
export function takesRuns(experimentId: string): boolean {
  const { dragged } = useRunDrag.getState();
  return dragged === undefined || dragged.experimentIds.some((id) => id !== experimentId);
}

/** What would happen, said at the experiment: "Move 3 runs here". */
export const dropWords = (dragged: DraggedRuns | undefined): string =>
  dragged === undefined ? 'Move here' : `Move ${countOfRuns(dragged.runIds.length)} here`;

/** Moves what was dropped, with a way back. */
export async function dropRuns(
  transfer: DataTransfer,
  target: { experiment_id: string; name: string },
): Promise<void> {
  const dropped = parse(transfer.getData(TYPE));
  const { onMoved } = useRunDrag.getState();
  endRunDrag();
  if (dropped === undefined) return;
  try {
    const homes = await homesOf(dropped.runIds, dropped.experimentIds);
    homes.delete(target.experiment_id);
    const moving = [...homes.values()].flat();
    if (moving.length === 0) return showMessage(`Nothing to move: all of it is in ${target.name}`);
    const isDone = await undoable({
      act: () => moveRuns(moving, target.experiment_id),
      done: `Moved ${countOfRuns(moving.length)} to ${target.name}`,
      undo: () => Promise.all([...homes].map(([experimentId, runIds]) => moveRuns(runIds, experimentId))),
    });
    if (isDone) onMoved?.();
  } catch (error) {
    showError(error);
  }
}

/** Anything could have been dropped under this type. */
function parse(text: string): DraggedRuns | undefined {
  const isIds = (value: unknown) => Array.isArray(value) && value.every((id) => typeof id === 'string');
  try {
    const given = JSON.parse(text) as Partial<DraggedRuns>;
    return isIds(given.runIds) && isIds(given.experimentIds) ? (given as DraggedRuns) : undefined;
  } catch {
    return undefined;
  }
}
