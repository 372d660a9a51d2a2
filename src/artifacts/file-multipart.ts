import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { PartEtag, PutOptions } from './artifact-store.ts';
import { BUFFER_BYTES, publishFile, receiveFile, syncFolder } from './durable-file.ts';
import { ArtifactError, quotePath, systemCode } from './errors.ts';
import { lookUp, versionOf } from './file-tree.ts';
import type { ArtifactPath } from './paths.ts';

const MAX_PARTS = 10_000;
const UPLOAD_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const STATE_FILE = 'upload.json';

type Upload = { readonly path: string; readonly parts: number };

/**
 * Uploads in parts as folders on disk: `<temporaries>/mpu-<upload id>/` holds `upload.json` and one file per part,
 * so nothing is lost by a restart and a sweep of the temporaries ends abandoned ones.
 */
export class FileMultipart {
  readonly #temporaries: string;

  constructor(temporaries: string) {
    this.#temporaries = temporaries;
  }

  async create(path: ArtifactPath, parts: number): Promise<string> {
    if (!Number.isInteger(parts) || parts < 1 || parts > MAX_PARTS) {
      throw new ArtifactError(
        'INVALID_PARAMETER_VALUE',
        `An upload has 1 to ${MAX_PARTS} parts, not ${parts}.`,
      );
    }
    const uploadId = randomUUID();
    const upload: Upload = { path, parts };
    const state = await receiveFile(
      this.#temporaries,
      path,
      Readable.from([Buffer.from(JSON.stringify(upload))]),
    );
    await publishFile(state, join(this.#folder(uploadId), STATE_FILE));
    return uploadId;
  }

  async putPart(
    uploadId: string,
    partNumber: number,
    source: Readable,
    options: PutOptions,
  ): Promise<string> {
    const { path, parts } = await this.#upload(uploadId);
    if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > parts) {
      throw new ArtifactError(
        'INVALID_PARAMETER_VALUE',
        `This upload has parts 1 to ${parts}, not ${partNumber}.`,
      );
    }
    const file = await receiveFile(this.#temporaries, `${path} part ${partNumber}`, source, options);
    await this.#keepPart(file, uploadId, partNumber);
    return this.#etag(uploadId, partNumber);
  }

  /** Joins the parts into one new synced temporary file and returns its path. */
  async assemble(path: ArtifactPath, uploadId: string, parts: readonly PartEtag[]): Promise<string> {
    const upload = await this.#upload(uploadId, path);
    const ordered = parts.toSorted((a, b) => a.part_number - b.part_number);
    checkNumbers(ordered, upload.parts);
    for (const part of ordered) await this.#checkEtag(uploadId, part);
    const files = ordered.map(({ part_number }) => this.#part(uploadId, part_number));
    return receiveFile(this.#temporaries, path, Readable.from(joined(files), { objectMode: false }));
  }

  async abort(path: ArtifactPath, uploadId: string): Promise<void> {
    await this.#upload(uploadId, path);
    await this.forget(uploadId);
  }

  async forget(uploadId: string): Promise<void> {
    await rm(this.#folder(uploadId), { recursive: true, force: true });
  }

  #folder(uploadId: string): string {
    return join(this.#temporaries, `mpu-${uploadId}`);
  }

  #part(uploadId: string, partNumber: number): string {
    return join(this.#folder(uploadId), `part-${partNumber}`);
  }

  // A plain rename, not `publishFile`: it must not bring back the folder of an upload aborted meanwhile.
  async #keepPart(file: string, uploadId: string, partNumber: number): Promise<void> {
    try {
      await rename(file, this.#part(uploadId, partNumber));
      await syncFolder(this.#folder(uploadId));
    } catch (error) {
      await rm(file, { force: true });
      throw systemCode(error) === 'ENOENT' ? unknownUpload(uploadId) : error;
    }
  }

  async #upload(uploadId: string, path?: ArtifactPath): Promise<Upload> {
    // The id becomes part of a file name, so only the exact form that `create` gives out may pass.
    if (!UPLOAD_ID.test(uploadId)) throw unknownUpload(uploadId);
    const upload = await readFile(join(this.#folder(uploadId), STATE_FILE), 'utf8').then(
      parseUpload,
      (error) => {
        throw systemCode(error) === 'ENOENT' ? unknownUpload(uploadId) : error;
      },
    );
    if (path !== undefined && upload.path !== path) throw unknownUpload(uploadId);
    return upload;
  }

  async #etag(uploadId: string, partNumber: number): Promise<string> {
    const stats = await lookUp(this.#part(uploadId, partNumber));
    if (stats === undefined) throw missingPart(partNumber);
    return versionOf(stats).etag;
  }

  async #checkEtag(uploadId: string, { part_number, etag }: PartEtag): Promise<void> {
    if ((await this.#etag(uploadId, part_number)) === etag) return;
    const message = `Part ${part_number} is not the one with etag ${etag}; it was replaced or changed. Send it again.`;
    throw new ArtifactError('INVALID_PARAMETER_VALUE', message);
  }
}

function checkNumbers(ordered: readonly PartEtag[], expected: number): void {
  ordered.forEach(({ part_number }, index) => {
    if (part_number !== index + 1) throw missingPart(index + 1);
  });
  if (ordered.length < expected) throw missingPart(ordered.length + 1);
}

function missingPart(partNumber: number): ArtifactError {
  const message = `Part ${partNumber} is missing, or named twice. Send every part once, then complete the upload.`;
  return new ArtifactError('INVALID_PARAMETER_VALUE', message);
}

function unknownUpload(uploadId: string): ArtifactError {
  const message = `No upload ${quotePath(uploadId)} is open for this path. It may be finished, aborted or expired.`;
  return new ArtifactError('RESOURCE_DOES_NOT_EXIST', message);
}

function parseUpload(text: string): Upload {
  const upload: unknown = JSON.parse(text);
  if (typeof upload === 'object' && upload !== null && 'path' in upload && 'parts' in upload) {
    const { path, parts } = upload;
    if (typeof path === 'string' && typeof parts === 'number') return { path, parts };
  }
  throw new ArtifactError('INTERNAL_ERROR', 'The state of this upload is damaged. Abort it and start again.');
}

async function* joined(files: readonly string[]): AsyncGenerator<Buffer> {
  for (const file of files) yield* createReadStream(file, { highWaterMark: BUFFER_BYTES });
}
