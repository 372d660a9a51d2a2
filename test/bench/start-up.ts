import type { PeerProcess } from './peer-process.ts';
import { memoryMegabytes } from './process-tree.ts';
import type { Results } from './results.ts';

/** Starts every peer on an empty folder, restarts it in turn with the others, and records times and idle memory. */
export async function measureStarts(
  processes: readonly PeerProcess[],
  results: Results,
  restarts: number,
): Promise<void> {
  for (const process of processes) {
    const seconds = await process.start();
    results.add(process.peer.name, { name: 'first start, new folder', unit: 's', better: 'lower' }, seconds);
    // Imports that go on after the first reply must not slow the next peer's start.
    await process.settle();
  }
  for (let restart = 0; restart < restarts; restart += 1) {
    for (const process of processes) {
      await process.stop();
      const seconds = await process.start();
      results.add(process.peer.name, { name: 'start to first reply', unit: 's', better: 'lower' }, seconds);
      await process.settle();
    }
  }
  for (const { peer, running } of processes) {
    const memory = memoryMegabytes(running.pid);
    if (memory === undefined) continue;
    results.add(peer.name, { name: 'idle memory (PSS)', unit: 'MB', better: 'lower' }, memory.pss);
  }
}
