import { lstat, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { ArtifactError, invalidPath, missingArtifact, systemCode } from './errors.ts';

declare const checked: unique symbol;

/** A relative POSIX path that `parseArtifactPath` has accepted; `''` is the artifact root itself. */
export type ArtifactPath = string & { readonly [checked]: true };

/** The artifact root itself: a folder to list, measure or empty, never a file. */
export const ARTIFACT_ROOT = '' as ArtifactPath;

/** Unfinished uploads live in this folder of the root; no artifact may have this name. */
export const TEMPORARY_FOLDER = '.tidemark-tmp';

/** What the caller knows about the text; `platform` is given by tests only. */
export type PathOptions = {
  /** The caller has already taken the one layer of percent-encoding off (query values, JSON, listed names). */
  readonly decoded?: boolean;
  /** The path names a folder, so one trailing slash is harmless. */
  readonly folder?: boolean;
  readonly platform?: NodeJS.Platform;
};

const MAX_PATH_BYTES = 4096;
const MAX_SEGMENT_BYTES = 255;
const MAX_DECODINGS = 10;

const REPEATED_SLASH = /(?<=[^/])\/{2,}(?=[^/])/g;
const TRAILING_SLASH = /(?<=[^/])\/$/;

type Problem = readonly [RegExp, string];

const PROBLEMS: readonly Problem[] = [
  [/\p{Cc}/u, 'it contains a control character'],
  [/#/, "it contains '#'"],
  [/\\/, 'it contains a backslash; separate folders with /'],
  [/^\//, 'it must be relative to the artifact folder, without a leading slash'],
  [/^[a-z]:\//i, 'it must be relative to the artifact folder, without a drive'],
  [/^file:\//i, 'it must be a path, not a file URI'],
  [/(^|\/)\.\.(\/|$)/, "it contains a '..' part"],
  [/(^|\/)\.(\/|$)/, "it contains a '.' part"],
  [/\/$/, 'it ends with an empty part'],
  [/(^|\/)\.tidemark-tmp(\/|$)/i, `the name ${TEMPORARY_FOLDER} is reserved for unfinished uploads`],
];

// Windows drops trailing dots and spaces, opens devices by name, and gives long names a short twin.
const WINDOWS_PROBLEMS: readonly Problem[] = [
  [/[<>:"|?*]/, 'it contains a character that Windows does not allow in names'],
  [/[. ](\/|$)/, 'a part of it ends with a dot or a space, which Windows would drop'],
  [
    /(^|\/)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.[^/]*)?(\/|$)/i,
    'it contains a name reserved by Windows',
  ],
  [/(^|\/)tidema~\d/i, `the short name of ${TEMPORARY_FOLDER} is reserved`],
];

/**
 * The one place where text from outside becomes an artifact path.
 *
 * The name is `raw` with exactly **one** layer of percent-encoding removed: `a%20b.txt` becomes `a b.txt` and
 * `100%25.txt` becomes `100%.txt`, as on MLflow's server. A `%` that starts no valid triplet stays, also as there.
 * MLflow goes on decoding until nothing changes; here the deeper forms are only *checked*, each by the same rules,
 * so everything MLflow refuses is refused (`%252e%252e%252f`) while a file really called `a%20b` stays reachable.
 * Throws `INVALID_PARAMETER_VALUE`.
 */
export function parseArtifactPath(raw: string, options: PathOptions = {}): ArtifactPath {
  if (raw.length > MAX_PATH_BYTES * 3) throw invalidPath(raw, `it is longer than ${MAX_PATH_BYTES} bytes`);
  if (!raw.isWellFormed()) throw invalidPath(raw, 'it is not valid Unicode');
  // As on a file system, and on MLflow's: a//b is a/b.
  const name = (options.decoded ? raw : percentDecode(raw, raw)).replace(REPEATED_SLASH, '/');
  for (const form of decodedForms(name, raw))
    checkForm(options.folder ? form.replace(TRAILING_SLASH, '') : form, raw, options);
  return (options.folder ? name.replace(TRAILING_SLASH, '') : name) as ArtifactPath;
}

function decodedForms(name: string, raw: string): string[] {
  const forms = [name];
  for (let form = name; forms.length <= MAX_DECODINGS; ) {
    const next = percentDecode(form, raw);
    if (next === form) return forms;
    forms.push(next);
    form = next;
  }
  throw invalidPath(raw, `it is percent-encoded more than ${MAX_DECODINGS} times`);
}

function percentDecode(text: string, raw: string): string {
  try {
    return text.replace(/(?:%[0-9a-f]{2})+/gi, decodeURIComponent);
  } catch {
    // decodeURIComponent accepts shortest-form UTF-8 only, so overlong dots and slashes (%c0%ae) end here.
    throw invalidPath(raw, 'its percent-encoding is not valid UTF-8');
  }
}

function checkForm(form: string, raw: string, { platform = process.platform }: PathOptions): void {
  const problems = platform === 'win32' ? [...PROBLEMS, ...WINDOWS_PROBLEMS] : PROBLEMS;
  const problem = problems.find(([pattern]) => pattern.test(form));
  if (problem) throw invalidPath(raw, problem[1]);
  if (Buffer.byteLength(form) > MAX_PATH_BYTES)
    throw invalidPath(raw, `it is longer than ${MAX_PATH_BYTES} bytes`);
  if (form.split('/').some((segment) => Buffer.byteLength(segment) > MAX_SEGMENT_BYTES)) {
    throw invalidPath(raw, `a part of it is longer than ${MAX_SEGMENT_BYTES} bytes`);
  }
}

/**
 * The file-system path of an artifact below `realRoot` (itself a real path). The deepest existing folder above it
 * is resolved and must lie inside the root, so a symbolic link that leads out answers as if nothing were there.
 * The last part is *not* resolved: callers open it with O_NOFOLLOW. Throws `RESOURCE_DOES_NOT_EXIST`.
 */
export async function resolveInside(realRoot: string, path: ArtifactPath): Promise<string> {
  if (path === ARTIFACT_ROOT) return realRoot;
  const parts = path.split('/');
  for (let depth = parts.length - 1; depth > 0; depth -= 1) {
    const existing = await realFolder(join(realRoot, ...parts.slice(0, depth)), path);
    if (existing === undefined) continue;
    if (!isInside(existing, realRoot)) throw missingArtifact(path);
    return join(existing, ...parts.slice(depth));
  }
  return join(realRoot, ...parts);
}

async function realFolder(folder: string, path: ArtifactPath): Promise<string | undefined> {
  try {
    return await realpath(folder);
  } catch (error) {
    if (!isAbsence(error)) throw error;
    if (await isLink(folder)) throw missingArtifact(path, { cause: error });
    return undefined;
  }
}

/** True for a link whose target is missing: nothing may be created through it. */
async function isLink(file: string): Promise<boolean> {
  try {
    return (await lstat(file)).isSymbolicLink();
  } catch (error) {
    if (isAbsence(error)) return false;
    throw error;
  }
}

function isInside(real: string, root: string): boolean {
  return real === root || real.startsWith(root.endsWith(sep) ? root : root + sep);
}

/** True when the error says that the path does not exist (or passes through a file). */
export function isAbsence(error: unknown): boolean {
  if (error instanceof ArtifactError) return error.code === 'RESOURCE_DOES_NOT_EXIST';
  return ['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '');
}
