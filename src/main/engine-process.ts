import { join } from 'node:path';
import { utilityProcess } from 'electron';
import { engineReport } from '../contract/index.ts';
import type { EngineStart } from './engine-start.ts';
import type { EngineProcess } from './engine-supervisor.ts';

/** Longer than an engine needs to finish its requests and checkpoint; what is acknowledged is on disk anyway. */
const STOP_LIMIT_MS = 5000;

/** Runs engine-entry in a process of its own: a long query there never stops a click here. */
export function forkEngine(start: EngineStart): EngineProcess {
  const child = utilityProcess.fork(join(__dirname, 'engine-entry.cjs'), [JSON.stringify(start)], {
    serviceName: 'Tidemark engine',
    stdio: 'inherit',
  });
  return {
    onReport: (listener) =>
      child.on('message', (message: unknown) => {
        const report = engineReport.safeParse(message);
        if (report.success) listener(report.data);
      }),
    onExit: (listener) => child.once('exit', listener),
    stop: () => {
      const timer = setTimeout(() => child.kill(), STOP_LIMIT_MS);
      child.once('exit', () => clearTimeout(timer));
      child.postMessage('stop');
    },
  };
}
