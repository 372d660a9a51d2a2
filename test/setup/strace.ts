import { withLock } from './cache.ts';
import { findProgram } from './command.ts';
import { installPackage } from './package-manager.ts';

/** strace, which shows when data reaches the disk: the system's, or one installed now. Throws with what was tried. */
export async function stracePath(): Promise<string> {
  return (
    findProgram('strace') ??
    withLock('strace', async () => {
      const tried = await installPackage('strace');
      const found = findProgram('strace');
      if (found) return found;
      throw new Error(`No strace found, and none could be installed. Install it (${tried}).`);
    })
  );
}
