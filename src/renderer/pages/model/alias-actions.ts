import { undoable } from '../../components/messages.ts';
import { setAlias } from '../../queries/stage-board.ts';

interface AliasMove {
  name: string;
  alias: string;
  /** The version that it goes to; undefined to remove it. */
  to: string | undefined;
  /** The version that had it. */
  from: string | undefined;
  comment?: string | undefined;
}

/** Moves an alias to a version, or away. Rejects with the tracker's words where it may not be. */
export async function moveAlias({ name, alias, to, from, comment }: AliasMove): Promise<void> {
  await setAlias(name, alias, to, comment);
  await undoable({
    act: async () => undefined,
    done: to === undefined ? `Removed @${alias} from v${from}` : `Set @${alias} to v${to}`,
    undo: () => setAlias(name, alias, from, comment),
  });
}
