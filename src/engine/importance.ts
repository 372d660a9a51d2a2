import { Worker } from 'node:worker_threads';
import { type Importance, invalidParameter, TrackingError } from '../contract/index.ts';
import type { Store } from '../store/index.ts';
import type { Handlers } from './context.ts';
import type { ImportanceJob, ImportanceReply } from './importance-thread.ts';
import { checkKey } from './limits.ts';
import { runMatch } from './run-search.ts';

/** Names the thread's file in the sources and in the bundle alike. */
const THREAD = import.meta.url.endsWith('.ts') ? './importance-thread.ts' : './importance-thread.js';

const MEMORY = { maxOldGenerationSizeMb: 512 };
const MOST_RUNS = 5000;

function thrown({ error, code }: ImportanceReply): unknown {
  return error instanceof Error && code !== undefined ? new TrackingError(code, error.message) : error;
}

function find(job: ImportanceJob): Promise<Importance> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(THREAD, import.meta.url), { workerData: job, resourceLimits: MEMORY });
    worker.unref();
    worker.on('message', (reply: ImportanceReply) => {
      if (reply.answer === undefined) reject(thrown(reply));
      else resolve(reply.answer);
    });
    worker.on('error', reject);
    worker.on('exit', () =>
      reject(new TrackingError('TEMPORARILY_UNAVAILABLE', 'The thread has ended. Send the request again.')),
    );
  });
}

/** The last question to each store: one after the other, so that many do not take the processors from all else. */
const last = new WeakMap<Store, Promise<unknown>>();

function findInTurn(store: Store, job: ImportanceJob): Promise<Importance> {
  const go = () => find(job);
  const mine = (last.get(store) ?? Promise.resolve()).then(go, go);
  last.set(store, mine);
  return mine;
}

export const importanceHandlers: Handlers<'getImportance'> = {
  async getImportance(context, request, caller) {
    const { metric_key, aggregate = 'last' } = request;
    checkKey(metric_key, 'metric_key');
    const match = runMatch(context, caller, request);
    if (context.store.names.find(metric_key) === undefined)
      throw invalidParameter(`No run has a metric '${metric_key}'.`);
    return findInTurn(context.store, {
      path: context.store.database.path,
      search: { ...match, metric_key, aggregate, most: MOST_RUNS },
    });
  },
};
