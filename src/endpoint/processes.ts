import { readFile } from 'node:fs/promises';
import type { ClientProcess } from '../contract/index.ts';

/** Whether this system tells processes apart here: Linux does, by /proc. */
export const canTellProcesses = process.platform === 'linux';

export interface ProcessState extends ClientProcess {
  /** Name of the program, cut to 15 characters by the system. */
  program: string;
  ended: boolean;
}

/** State of a process by proc(5): the fields follow the name, which may hold spaces and brackets itself. */
function parseStat(pid: number, text: string): ProcessState {
  const end = text.lastIndexOf(')');
  const fields = text.slice(end + 2).split(' ');
  return {
    pid,
    // Field 22 of the line; the state is field 3.
    started: Number(fields[19]),
    program: text.slice(text.indexOf('(') + 1, end),
    // A killed process that nobody has waited for yet is still listed.
    ended: /^[ZXx]/.test(fields[0] ?? ''),
  };
}

const GONE = new Set(['ENOENT', 'ESRCH']);

/** What /proc says of a process; undefined where there is none of this number. */
export async function processState(pid: number): Promise<ProcessState | undefined> {
  try {
    return parseStat(pid, await readFile(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && GONE.has(String(error.code))) return undefined;
    throw error;
  }
}

/** Whether a process still exists: not another of the same number, and not one that has ended without being waited for. */
export async function isRunning({ pid, started }: ClientProcess): Promise<boolean> {
  const state = await processState(pid);
  return state !== undefined && !state.ended && state.started === started;
}
