import { parentPort, workerData } from 'node:worker_threads';
import { type ErrorCode, type Importance, TrackingError } from '../contract/index.ts';
import { openReader, type RunParamsSearch, runParams, storageError } from '../store/index.ts';
import { paramImportance } from './param-importance.ts';

/** Runs in a worker thread: reads runs with their params, finds what tells most of a metric, and ends. */
export interface ImportanceJob {
  /** Of the database. */
  path: string;
  search: RunParamsSearch;
}

export interface ImportanceReply {
  answer?: Importance;
  error?: unknown;
  /** Set where the error is a TrackingError. */
  code?: ErrorCode | undefined;
}

async function answerTo({ path, search }: ImportanceJob): Promise<Importance> {
  const database = await openReader(path);
  try {
    return paramImportance(database.snapshot(() => runParams(database, search)));
  } finally {
    database.close();
  }
}

const port = parentPort;
if (port === null) throw new Error('importance-thread is started by getImportance, as a worker thread');
try {
  port.postMessage({ answer: await answerTo(workerData as ImportanceJob) } satisfies ImportanceReply);
} catch (thrown) {
  // An error keeps neither its class nor its own fields on the way between threads.
  const error = storageError(thrown);
  const code = error instanceof TrackingError ? error.code : undefined;
  port.postMessage({ error, code } satisfies ImportanceReply);
}
