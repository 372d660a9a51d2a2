import { expect, it } from 'vitest';
import { CpuReading, machineBusySeconds, memoryMegabytes } from './process-tree.ts';

const hasProc = process.platform === 'linux';

it('counts CPU time, memory and the load of the machine where there is a /proc, and says so where there is none', () => {
  const [before, busy] = [new CpuReading(process.pid), machineBusySeconds() ?? 0];
  const end = performance.now() + 200;
  while (performance.now() < end) Math.hypot(end, busy);
  const seconds = new CpuReading(process.pid).secondsSince(before);
  const memory = memoryMegabytes(process.pid);
  if (!hasProc)
    return expect([seconds, memory, machineBusySeconds()]).toEqual([undefined, undefined, undefined]);
  expect(seconds).toBeGreaterThan(0.02);
  expect(seconds).toBeLessThan(2);
  expect(memory?.pss).toBeGreaterThan(10);
  expect(memory?.rss).toBeGreaterThanOrEqual(memory?.pss ?? Infinity);
  expect(machineBusySeconds()).toBeGreaterThan(busy);
});
