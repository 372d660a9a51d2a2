import { parentPort, workerData } from 'node:worker_threads';
import { type ErrorCode, TrackingError } from '../contract/index.ts';
import { openReader, storageError } from '../store/index.ts';
import { openRunFile, type RunFileRequest } from './run-file.ts';

/** Runs in a worker thread: makes one file of runs, a piece each time it is asked. */
export interface RunFileJob extends RunFileRequest {
  /** Of the database. */
  path: string;
}

/** What the thread sends: the number of rows first, then a piece for each question, none after the last. */
export interface RunFileReply {
  total?: number;
  chunk?: Uint8Array | undefined;
  error?: unknown;
  /** Set where the error is a TrackingError. */
  code?: ErrorCode | undefined;
}

const port = parentPort;
if (port === null) throw new Error('run-export-thread is started by openRunExports, as a worker thread');

/** Sends what `make` gives, or what it throws: an error keeps neither its class nor its own fields on the way. */
function reply(make: () => RunFileReply): void {
  try {
    const made = make();
    port?.postMessage(made, made.chunk === undefined ? [] : [made.chunk.buffer as ArrayBuffer]);
  } catch (thrown) {
    const error = storageError(thrown);
    port?.postMessage({ error, code: error instanceof TrackingError ? error.code : undefined });
  }
}

const { path, ...request } = workerData as RunFileJob;
const database = await openReader(path);
reply(() => {
  const { total, chunks } = openRunFile(database, request);
  port.on('message', () => reply(() => ({ chunk: chunks.next().value as Uint8Array | undefined })));
  return { total };
});
