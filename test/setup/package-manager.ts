import { findProgram, tryCommand } from './command.ts';

const TIMEOUT_MS = 10 * 60_000;

/** Tries to install a package of the system (Debian and its kin, as root); answers what came of it in a line. */
export async function installPackage(name: string): Promise<string> {
  if (process.getuid?.() !== 0) return 'package manager: not root';
  if (!findProgram('apt-get')) return 'package manager: no apt-get';
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await tryCommand('apt-get', ['update'], { env, timeoutMs: TIMEOUT_MS });
  const args = ['install', '-y', '--no-install-recommends', name];
  const result = await tryCommand('apt-get', args, { env, timeoutMs: TIMEOUT_MS });
  return `apt-get install ${name}: ${result.ok ? 'done' : lastLine(result.stderr)}`;
}

/** The last line of what a program said: mostly the reason of its failure. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) || 'failed or timed out';
}
