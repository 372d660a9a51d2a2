import { readdirSync, readFileSync } from 'node:fs';

/** What /proc tells; everything here answers undefined where there is no /proc (only Linux has one). */
const TICKS_PER_SECOND = 100;

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process, or the whole of /proc, is not there.
    return undefined;
  }
}

function entries(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** Fields of /proc/PID/stat after the name, which may itself hold blanks and brackets. */
function statFields(pid: string): string[] | undefined {
  const text = read(`/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** A process and all below it. */
function tree(root: number): string[] {
  const children = new Map<string, string[]>();
  for (const pid of entries('/proc').filter((name) => /^\d+$/.test(name))) {
    const parent = statFields(pid)?.[1];
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found = [String(root)];
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found;
}

/** CPU time of a process tree at one moment. */
export class CpuReading {
  readonly #processes: Map<string, { ticks: number; threads: Map<string, number> }>;

  constructor(root: number) {
    this.#processes = new Map(
      tree(root).map((pid) => [pid, { ticks: ticksOf(pid), threads: threadsOf(pid) }]),
    );
  }

  /**
   * CPU seconds spent since an earlier reading; undefined without /proc. Threads are counted to the nanosecond, but one that
   * has ended takes its count along: then the coarse count of its process, in ticks, stands in.
   */
  secondsSince(earlier: CpuReading): number | undefined {
    let seconds = 0;
    for (const [pid, { ticks, threads }] of this.#processes) {
      const before = earlier.#processes.get(pid);
      const hasLost = [...(before?.threads.keys() ?? [])].some((thread) => !threads.has(thread));
      if (hasLost) seconds += (ticks - (before?.ticks ?? 0)) / TICKS_PER_SECOND;
      else for (const [id, spent] of threads) seconds += (spent - (before?.threads.get(id) ?? 0)) / 1e9;
    }
    return [...this.#processes.values()].some(({ threads }) => threads.size > 0) ? seconds : undefined;
  }
}

function ticksOf(pid: string): number {
  const fields = statFields(pid);
  return Number(fields?.[11] ?? 0) + Number(fields?.[12] ?? 0);
}

function threadsOf(pid: string): Map<string, number> {
  const nanoseconds = (id: string) => Number(read(`/proc/${pid}/task/${id}/schedstat`)?.split(' ')[0] ?? 0);
  return new Map(entries(`/proc/${pid}/task`).map((id) => [id, nanoseconds(id)]));
}

/** Megabytes of memory of a process and all below it; `pss` counts a shared page once over all that share it. */
export function memoryMegabytes(root: number): { pss: number; rss: number } | undefined {
  const sums = { pss: 0, rss: 0 };
  for (const pid of tree(root)) {
    const text = read(`/proc/${pid}/smaps_rollup`) ?? '';
    sums.pss += Number(/^Pss: +(\d+)/m.exec(text)?.[1] ?? 0) / 1024;
    sums.rss += Number(/^Rss: +(\d+)/m.exec(text)?.[1] ?? 0) / 1024;
  }
  return sums.rss === 0 ? undefined : sums;
}

/** CPU seconds that the whole machine has spent busy since it started. */
export function machineBusySeconds(): number | undefined {
  const line = read('/proc/stat')?.split('\n')[0];
  if (line === undefined) return undefined;
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = line
    .trim()
    .split(/ +/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq + steal) / TICKS_PER_SECOND;
}
