import type { Readable } from 'node:stream';
import type { ArtifactPath } from './paths.ts';

/** One entry of a folder; `path` is its name relative to the listed folder, `file_size` (bytes) is absent on folders. */
export type FileInfo = { readonly path: string; readonly is_dir: boolean; readonly file_size?: number };

/** One stored state of a file. `etag` is strong and quoted, ready for the header. */
export type ArtifactVersion = { readonly size: number; readonly etag: string; readonly lastModified: Date };

/** What stands at a path: a folder, or a file in one version. */
export type ArtifactStat = { readonly is_dir: true } | ({ readonly is_dir: false } & ArtifactVersion);

/** Byte positions, both inclusive and counted from 0 (RFC 9110 section 14). */
export type ByteRange = { readonly start: number; readonly end: number };

/** An artifact being read. The caller reads `stream` to its end or destroys it. An empty file has `end` -1. */
export type OpenArtifact = ArtifactVersion & ByteRange & { readonly stream: Readable };

/** What is known about an upload, and how to stop it. */
export type PutOptions = {
  /** The declared content-length; any other number of bytes is refused. */
  readonly expectedSize?: number;
  readonly signal?: AbortSignal;
};

/** How far a deletion may go. */
export type DeleteOptions = {
  /** Without it, deleting the artifact root is refused. With it, the root is emptied and stays. */
  readonly evenRoot?: boolean;
};

/** What was stored: bytes received, and the etag that `open` and `stat` will show for them. */
export type StoredArtifact = { readonly size: number; readonly etag: string };

/** A part as its sender knows it: number from 1, and the etag that `putPart` answered. */
export type PartEtag = { readonly part_number: number; readonly etag: string };

/**
 * Files under one artifact root, whatever holds them. One file per scheme implements it and passes the acceptance
 * suite. All failures are `ArtifactError`s. What `put`, `completeMultipart` and `delete` have answered is durable.
 */
export interface ArtifactStore {
  /** Stores the whole stream under `path` or nothing; replaces what was there. The stream is never destroyed here. */
  put(path: ArtifactPath, source: Readable, options?: PutOptions): Promise<StoredArtifact>;

  /** Opens a file, or a part of it; `end` beyond the file means up to its end. Streams, never buffers the file. */
  open(path: ArtifactPath, range?: ByteRange): Promise<OpenArtifact>;

  stat(path: ArtifactPath): Promise<ArtifactStat>;

  /** The entries of a folder by name; `[]` for a missing folder and for a file, as MLflow answers. */
  list(path: ArtifactPath): Promise<FileInfo[]>;

  /** Removes a file, or a folder with everything in it. Removing what is not there succeeds. */
  delete(path: ArtifactPath, options?: DeleteOptions): Promise<void>;

  /** Bytes and number of files at and below `path`; zeros when nothing is there. */
  size(path: ArtifactPath): Promise<{ bytes: number; files: number }>;

  /** Removes what unfinished uploads left behind, if untouched for `olderThanMs`; returns how many. For the start. */
  sweepTemporaries(olderThanMs: number): Promise<number>;

  /** Begins an upload of `parts` parts, numbered from 1 (at most 10,000). It survives a restart. */
  createMultipart(path: ArtifactPath, parts: number): Promise<{ upload_id: string }>;

  /** Stores one part; sending it again replaces it. */
  putPart(
    uploadId: string,
    partNumber: number,
    source: Readable,
    options?: PutOptions,
  ): Promise<{ etag: string }>;

  /** Joins all parts in order of their numbers. Every part must be named with the etag it was answered with. */
  completeMultipart(
    path: ArtifactPath,
    uploadId: string,
    parts: readonly PartEtag[],
  ): Promise<StoredArtifact>;

  /** Forgets the upload and its parts. Aborting what is not there succeeds. */
  abortMultipart(path: ArtifactPath, uploadId: string): Promise<void>;
}
