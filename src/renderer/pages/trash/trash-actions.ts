import { showMessage, undoable } from '../../components/messages.ts';
import { formatBytes } from '../../format.ts';
import { purge, setDeleted, type TrashSelection } from '../../queries/trash.ts';
import { describeItems } from './trash-items.ts';

export function restore(selection: TrashSelection): Promise<boolean> {
  return undoable({
    act: () => setDeleted(selection, false),
    done: `Restored ${describeItems(selection)}`,
    undo: () => setDeleted(selection, true),
  });
}

export async function removeForGood(selection: TrashSelection): Promise<void> {
  const { artifact_bytes } = await purge(selection);
  showMessage(`Removed ${describeItems(selection)} for good (${formatBytes(artifact_bytes)} of artifacts)`);
}
