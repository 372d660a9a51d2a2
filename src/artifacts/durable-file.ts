import { randomUUID } from 'node:crypto';
import type { WriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { PutOptions } from './artifact-store.ts';
import { ArtifactError, interruptedUpload, quotePath, systemCode } from './errors.ts';

const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** Reads and writes of this size keep a large transfer near the disk's speed at a few MB of memory. */
export const BUFFER_BYTES = 1024 * 1024;

/**
 * Keeps a stream's error until `receiveFile` looks at it: without a listener, an upload cut while folders are still
 * being resolved would be an uncaught exception.
 */
export function holdError(source: Readable): void {
  source.on('error', () => undefined);
}

/** Streams `source` to a new synced file in `folder` and returns its path. On any failure, told for `path`, it is gone. */
export async function receiveFile(
  folder: string,
  path: string,
  source: Readable,
  options: PutOptions = {},
): Promise<string> {
  const file = join(folder, `${randomUUID()}.part`);
  const handle = await inFolder(folder, () => open(file, 'wx', FILE_MODE));
  const sink = handle.createWriteStream({ flush: true, highWaterMark: BUFFER_BYTES });
  try {
    await pour(path, source, sink, options.signal);
    checkSize(path, sink.bytesWritten, options.expectedSize);
    return file;
  } catch (error) {
    await closed(sink);
    await rm(file, { force: true });
    throw error;
  }
}

/** Does what needs a folder, making it only where it turns out to be missing: mostly it is there, and asking costs time. */
async function inFolder<T>(folder: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    await makeFolder(folder);
    return act();
  }
}

// Not `pipeline`: it would destroy the source, and with it the connection on which the refusal must be answered.
async function pour(
  path: string,
  source: Readable,
  sink: WriteStream,
  signal: AbortSignal | undefined,
): Promise<void> {
  source.pipe(sink);
  try {
    await Promise.all([arrival(path, source, signal), finished(sink)]);
  } finally {
    source.unpipe(sink);
    sink.destroy();
  }
}

async function arrival(path: string, source: Readable, signal: AbortSignal | undefined): Promise<void> {
  try {
    await finished(source, { writable: false, ...(signal && { signal }) });
  } catch (error) {
    throw interruptedUpload(path, error);
  }
}

function closed(sink: WriteStream): Promise<void> {
  if (sink.closed) return Promise.resolve();
  return new Promise((resolve) => sink.once('close', resolve));
}

function checkSize(path: string, size: number, expected: number | undefined): void {
  if (expected === undefined || size === expected) return;
  const found = `The upload of ${quotePath(path)} has ${size} bytes where ${expected} were announced`;
  throw new ArtifactError('BAD_REQUEST', `${found}; nothing was stored. Send it again.`);
}

/** Moves a synced file to its place in one step, and returns once the move itself is on disk. */
export async function publishFile(file: string, target: string): Promise<void> {
  try {
    await inFolder(dirname(target), () => rename(file, target));
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
  await syncFolder(dirname(target));
}

/** Makes a folder and those above it, private to this user and on disk. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** Puts a folder's entries on disk. Windows has no such call; its file systems journal renames themselves. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
