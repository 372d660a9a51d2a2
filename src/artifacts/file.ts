import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, realpath, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import type * as Artifact from './artifact-store.ts';
import { BUFFER_BYTES, holdError, makeFolder, publishFile, receiveFile, syncFolder } from './durable-file.ts';
import {
  ArtifactError,
  artifactErrorFrom,
  fileInTheWay,
  invalidPath,
  missingArtifact,
  quotePath,
  systemCode,
} from './errors.ts';
import { FileMultipart } from './file-multipart.ts';
import { listFolder, lookUp, measureFolder, versionOf } from './file-tree.ts';
import { ARTIFACT_ROOT, type ArtifactPath, isAbsence, resolveInside, TEMPORARY_FOLDER } from './paths.ts';

// O_NONBLOCK: opening a named pipe that somebody left in the folder must fail, not hang.
const READ_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
const REMOVAL = { recursive: true, force: true, maxRetries: 3 } as const;

/**
 * Opens the artifact store over a local folder, making the folder (0700) when it is missing.
 * Throws `ArtifactError` when it cannot be made or reached.
 */
export async function openFileArtifactStore(root: string): Promise<Artifact.ArtifactStore> {
  try {
    const folder = resolve(root);
    await makeFolder(folder);
    return new FileArtifactStore(await realpath(folder));
  } catch (error) {
    throw artifactErrorFrom(error, root);
  }
}

class FileArtifactStore implements Artifact.ArtifactStore {
  readonly #root: string;
  readonly #temporaries: string;
  readonly #multipart: FileMultipart;

  constructor(realRoot: string) {
    this.#root = realRoot;
    this.#temporaries = join(realRoot, TEMPORARY_FOLDER);
    this.#multipart = new FileMultipart(this.#temporaries);
  }

  put(
    path: ArtifactPath,
    source: Readable,
    options: Artifact.PutOptions = {},
  ): Promise<Artifact.StoredArtifact> {
    holdError(source);
    return explained(path, async () => {
      const target = await this.#writable(path);
      return publish(await receiveFile(this.#temporaries, path, source, options), target);
    });
  }

  open(path: ArtifactPath, range?: Artifact.ByteRange): Promise<Artifact.OpenArtifact> {
    return explained(path, async () => {
      const handle = await open(await resolveInside(this.#root, path), READ_FLAGS);
      try {
        return await openWindow(handle, path, range);
      } catch (error) {
        await handle.close();
        throw error;
      }
    });
  }

  stat(path: ArtifactPath): Promise<Artifact.ArtifactStat> {
    return explained(path, async () => {
      const stats = await lookUp(await resolveInside(this.#root, path));
      if (stats?.isDirectory()) return { is_dir: true };
      if (stats?.isFile()) return { is_dir: false, ...versionOf(stats) };
      throw missingArtifact(path);
    });
  }

  list(path: ArtifactPath): Promise<Artifact.FileInfo[]> {
    return explained(path, async () => {
      const found = await this.#lookUp(path);
      return found?.stats.isDirectory() ? listFolder(found.file) : [];
    });
  }

  delete(path: ArtifactPath, options: Artifact.DeleteOptions = {}): Promise<void> {
    return explained(path, async () => {
      if (path === ARTIFACT_ROOT) return this.#empty(options);
      const found = await this.#lookUp(path);
      if (found === undefined) return;
      await rm(found.file, REMOVAL);
      await syncFolder(dirname(found.file));
    });
  }

  size(path: ArtifactPath): Promise<{ bytes: number; files: number }> {
    return explained(path, async () => {
      const found = await this.#lookUp(path);
      if (found?.stats.isDirectory()) return measureFolder(found.file);
      return found?.stats.isFile() ? { bytes: Number(found.stats.size), files: 1 } : { bytes: 0, files: 0 };
    });
  }

  sweepTemporaries(olderThanMs: number): Promise<number> {
    return explained(TEMPORARY_FOLDER, async () => {
      await mkdir(this.#temporaries, { recursive: true, mode: 0o700 });
      const limit = Date.now() - olderThanMs;
      let removed = 0;
      for (const name of await readdir(this.#temporaries)) {
        const leftover = join(this.#temporaries, name);
        const stats = await lookUp(leftover);
        if (stats === undefined || stats.mtimeMs > limit) continue;
        await rm(leftover, REMOVAL);
        removed += 1;
      }
      return removed;
    });
  }

  createMultipart(path: ArtifactPath, parts: number): Promise<{ upload_id: string }> {
    return explained(path, async () => {
      await this.#writable(path);
      return { upload_id: await this.#multipart.create(path, parts) };
    });
  }

  putPart(uploadId: string, partNumber: number, source: Readable, options: Artifact.PutOptions = {}) {
    holdError(source);
    return explained(`part ${partNumber}`, async () => ({
      etag: await this.#multipart.putPart(uploadId, partNumber, source, options),
    }));
  }

  completeMultipart(path: ArtifactPath, uploadId: string, parts: readonly Artifact.PartEtag[]) {
    return explained(path, async () => {
      const target = await this.#writable(path);
      const stored = await publish(await this.#multipart.assemble(path, uploadId, parts), target);
      await this.#multipart.forget(uploadId);
      return stored;
    });
  }

  abortMultipart(path: ArtifactPath, uploadId: string): Promise<void> {
    return explained(path, () => this.#multipart.abort(path, uploadId).catch(ignoreAbsence));
  }

  /** Where an upload to `path` will go; a folder there is refused before a byte is received. */
  async #writable(path: ArtifactPath): Promise<string> {
    if (path === ARTIFACT_ROOT) throw invalidPath(path, 'name a file below the artifact folder');
    const target = await resolveInside(this.#root, path);
    const found = await lstat(target).catch((error) => {
      if (systemCode(error) === 'ENOTDIR') throw fileInTheWay(path, error);
      return ignoreAbsence(error);
    });
    if (found?.isDirectory()) throw isFolder(path);
    return target;
  }

  async #lookUp(path: ArtifactPath): Promise<{ file: string; stats: BigIntStats } | undefined> {
    const file = await resolveInside(this.#root, path).catch(ignoreAbsence);
    const stats = file === undefined ? undefined : await lookUp(file);
    return file === undefined || stats === undefined ? undefined : { file, stats };
  }

  async #empty({ evenRoot }: Artifact.DeleteOptions): Promise<void> {
    if (!evenRoot) throw invalidPath(ARTIFACT_ROOT, 'the artifact folder itself is never deleted');
    for (const { path } of await listFolder(this.#root)) await rm(join(this.#root, path), REMOVAL);
    await syncFolder(this.#root);
  }
}

async function explained<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw artifactErrorFrom(error, path);
  }
}

// The state is read before the move, so the answer describes these bytes even if another upload follows at once.
async function publish(file: string, target: string): Promise<Artifact.StoredArtifact> {
  const { size, etag } = versionOf(await stat(file, { bigint: true }));
  await publishFile(file, target);
  return { size, etag };
}

async function openWindow(
  handle: FileHandle,
  path: ArtifactPath,
  range: Artifact.ByteRange | undefined,
): Promise<Artifact.OpenArtifact> {
  const stats = await handle.stat({ bigint: true });
  if (stats.isDirectory()) throw isFolder(path);
  if (!stats.isFile()) throw missingArtifact(path);
  const version = versionOf(stats);
  const [start, end] = [
    range?.start ?? 0,
    Math.min(range?.end ?? Number.POSITIVE_INFINITY, version.size - 1),
  ];
  return {
    ...version,
    start,
    end,
    stream: await readWindow(handle, path, { start, end }, range !== undefined),
  };
}

async function readWindow(
  handle: FileHandle,
  path: ArtifactPath,
  { start, end }: Artifact.ByteRange,
  isAsked: boolean,
): Promise<Readable> {
  if (start <= end) return handle.createReadStream({ start, end, highWaterMark: BUFFER_BYTES });
  if (isAsked) throw invalidPath(path, `the file has no bytes from ${start} to ${end}`);
  await handle.close();
  return Readable.from([]);
}

function isFolder(path: ArtifactPath): ArtifactError {
  const message = `Artifact path refers to a directory, not a file: ${quotePath(path)}.`;
  return new ArtifactError('INVALID_PARAMETER_VALUE', message);
}

function ignoreAbsence(error: unknown): undefined {
  if (!isAbsence(error)) throw error;
}
