import { undoable } from '../../../components/messages.ts';
import { setPromptAlias } from '../../../queries/prompts.ts';

interface AliasMove {
  name: string;
  alias: string;
  /** The version that it goes to; undefined to remove it. */
  to: string | undefined;
  /** The version that had it. */
  from: string | undefined;
}

/** Moves an alias to a version, or away. Rejects with the tracker's words where it may not be, such as without an approval. */
export async function moveAlias({ name, alias, to, from }: AliasMove): Promise<void> {
  await setPromptAlias(name, alias, to);
  await undoable({
    act: async () => undefined,
    done: to === undefined ? `Removed @${alias} from v${from}` : `Set @${alias} to v${to}`,
    undo: () => setPromptAlias(name, alias, from),
  });
}
