import { TrackingError } from '../contract/index.ts';

/** The outcomes an artifact store can report; each one is an MLflow error code. */
export type ArtifactErrorCode =
  | 'INVALID_PARAMETER_VALUE'
  | 'BAD_REQUEST'
  | 'RESOURCE_DOES_NOT_EXIST'
  | 'RESOURCE_EXHAUSTED'
  | 'TEMPORARILY_UNAVAILABLE'
  | 'INTERNAL_ERROR';

/** What every artifact store throws. `message` names the path and says what to do; `cause` is the original failure. */
export class ArtifactError extends Error {
  readonly code: ArtifactErrorCode;

  constructor(code: ArtifactErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ArtifactError';
    this.code = code;
  }
}

/** The same failure in the contract's terms: for whoever hands it on. */
export function trackingErrorOf(error: ArtifactError): TrackingError {
  // The source of an upload may have failed for a reason of its own, such as its size.
  if (error.cause instanceof TrackingError) return error.cause;
  // MLflow's clients send a 429 again at once, for minutes; a full disk does not empty itself.
  const code = error.code === 'RESOURCE_EXHAUSTED' ? 'INSUFFICIENT_STORAGE' : error.code;
  return new TrackingError(code, error.message, undefined, error.cause);
}

const QUOTED_LENGTH = 200;

/** A path as it may stand in a message: quoted, control characters escaped, cut when very long. */
export function quotePath(path: string): string {
  const shown = path.length > QUOTED_LENGTH ? `${path.slice(0, QUOTED_LENGTH)}…` : path;
  return `'${JSON.stringify(shown.toWellFormed()).slice(1, -1)}'`;
}

export function invalidPath(path: string, reason: string): ArtifactError {
  return new ArtifactError('INVALID_PARAMETER_VALUE', `Invalid path ${quotePath(path)}: ${reason}.`);
}

export function missingArtifact(path: string, options?: ErrorOptions): ArtifactError {
  return new ArtifactError('RESOURCE_DOES_NOT_EXIST', `No such artifact: ${quotePath(path)}.`, options);
}

export function interruptedUpload(path: string, cause: unknown): ArtifactError {
  const message = `The upload of ${quotePath(path)} ended before it was complete; nothing was stored. Send it again.`;
  return new ArtifactError('BAD_REQUEST', message, { cause });
}

/** The system's own error code (`ENOENT`…), or undefined when the error did not come from the system. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

type Explanation = readonly [ArtifactErrorCode, (path: string) => string];

const MISSING: Explanation = ['RESOURCE_DOES_NOT_EXIST', (path) => `No such artifact: ${path}.`];
const FULL: Explanation = [
  'RESOURCE_EXHAUSTED',
  (path) => `No space is left to store ${path}; nothing was stored. Free some space and send it again.`,
];
const FOLDER: Explanation = ['INVALID_PARAMETER_VALUE', (path) => `${path} is a folder, not a file.`];
const IN_THE_WAY: Explanation = [
  'INVALID_PARAMETER_VALUE',
  (path) => `A folder of the path ${path} is already a file. Choose another path, or delete that file.`,
];
const TOO_LONG: Explanation = [
  'INVALID_PARAMETER_VALUE',
  (path) => `${path} is longer than this file system allows. Use shorter names.`,
];
const NOT_ALLOWED: Explanation = [
  'TEMPORARILY_UNAVAILABLE',
  (path) =>
    `The artifact folder does not allow access to ${path}. Check that it is writable by this user and not read-only.`,
];
const BUSY: Explanation = [
  'TEMPORARILY_UNAVAILABLE',
  (path) => `The system is too busy to open ${path}. Try again in a moment.`,
];
const OTHER_DISK: Explanation = [
  'INTERNAL_ERROR',
  (path) => `${path} lies on another file system than its artifact folder, so it cannot be stored safely.`,
];

const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  ENOENT: MISSING,
  ENOTDIR: MISSING,
  // O_NOFOLLOW answers ELOOP for a symbolic link; ENXIO is a socket or device without a peer.
  ELOOP: MISSING,
  ENXIO: MISSING,
  ENOSPC: FULL,
  EDQUOT: FULL,
  EFBIG: FULL,
  EEXIST: IN_THE_WAY,
  EISDIR: FOLDER,
  ENOTEMPTY: FOLDER,
  ENAMETOOLONG: TOO_LONG,
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  EROFS: NOT_ALLOWED,
  EMFILE: BUSY,
  ENFILE: BUSY,
  EBUSY: BUSY,
  EXDEV: OTHER_DISK,
};

/** The same failure as `EEXIST`, which the system reports as `ENOTDIR` when only looking. */
export function fileInTheWay(path: string, cause: unknown): ArtifactError {
  const [code, explain] = IN_THE_WAY;
  return new ArtifactError(code, explain(quotePath(path)), { cause });
}

/** Turns whatever a file operation on `path` threw into an `ArtifactError` that a person can act on. */
export function artifactErrorFrom(error: unknown, path: string): ArtifactError {
  if (error instanceof ArtifactError) return error;
  const code = systemCode(error);
  const [outcome, explain] = EXPLANATIONS[code ?? ''] ?? unexplained(code);
  return new ArtifactError(outcome, explain(quotePath(path)), { cause: error });
}

function unexplained(code: string | undefined): Explanation {
  return [
    'INTERNAL_ERROR',
    (path) => `The artifact ${path} could not be read or written (${code ?? 'unknown'}).`,
  ];
}
