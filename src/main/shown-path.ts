import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { DesktopArguments } from '../contract/index.ts';

/** The file or folder behind the name of an item; undefined where it is not there or leads out of the data directory. */
export async function shownPath(
  directory: string,
  item: DesktopArguments<'showItem'>[0],
): Promise<string | undefined> {
  const within = item.place === 'data' ? '' : item.place;
  const path = join(directory, within, item.place === 'artifacts' ? item.path : '');
  try {
    const [root, found] = await Promise.all([realpath(directory), realpath(path)]);
    return found === root || found.startsWith(root + sep) ? found : undefined;
  } catch {
    return undefined;
  }
}
