import { parentPort, workerData } from 'node:worker_threads';
import { TrackingError } from '../contract/index.ts';
import { openReader, storageError } from './database.ts';
import { type QueryName, queries, WITHOUT_SNAPSHOT } from './queries.ts';

/** Runs in a worker thread: one read-only connection that answers queries one after the other. */
interface Ask {
  id: number;
  name: QueryName;
  argument: never;
}

const port = parentPort;
if (port === null) throw new Error('reader-thread is started by Readers, as a worker thread');
const database = await openReader(String(workerData));
const encoder = new TextEncoder();

port.on('message', ({ id, name, argument }: Ask) => {
  try {
    const read = () => queries[name](database, argument);
    const { json, rest } = WITHOUT_SNAPSHOT.has(name) ? read() : database.snapshot(read);
    const bytes = typeof json === 'string' ? encoder.encode(json) : json;
    port.postMessage({ id, bytes, rest }, [bytes.buffer as ArrayBuffer]);
  } catch (thrown) {
    const error = storageError(thrown);
    // An error keeps neither its class nor its own fields on the way between threads.
    port.postMessage({ id, error, code: error instanceof TrackingError ? error.code : undefined });
  }
});
