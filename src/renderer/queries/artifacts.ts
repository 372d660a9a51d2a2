import { type QueryClient, queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { type FileInfo, TrackingError } from '../../contract/index.ts';
import { HEAD_BYTES } from '../artifacts/artifact-kind.ts';
import { tracker } from '../tracker.ts';
import { nameHeaders } from '../your-name.ts';

/** Whose artifacts they are, and the URI that they lie below. */
export interface ArtifactOwner {
  kind: 'run' | 'logged_model';
  id: string;
  uri: string;
}

/** One file or folder; `path` is below the owner's root. */
export interface Artifact {
  owner: ArtifactOwner;
  path: string;
}

/** Text that was scrolled past is let go soon. */
const RANGE_KEPT_MS = 10_000;
const SERVED_URI = /^mlflow-artifacts:(?:\/\/[^/]*)?\/+(.*?)\/*$/;

export const artifactsKey = (ownerId: string) => ['artifacts', ownerId] as const;
const foldersKey = (ownerId: string) => [...artifactsKey(ownerId), 'folder'] as const;

interface UrlOptions {
  /** As a document to show in a frame, with or without its scripts. */
  view?: 'page' | 'scripts';
  /** Has the browser read a file that was replaced, not what it remembers of it. */
  version?: string;
  /** One HTML output of a notebook instead of the whole file. */
  cell?: number;
  output?: number;
}

/** Where the bytes of an artifact are. */
export function artifactUrl({ owner, path }: Artifact, options: UrlOptions = {}): string {
  const query = new URLSearchParams(
    owner.kind === 'run' ? { run_id: owner.id, path } : { artifact_file_path: path },
  );
  for (const [name, value] of Object.entries(options))
    if (value !== undefined) query.set(name, String(value));
  const root =
    owner.kind === 'run'
      ? '/get-artifact'
      : `/ajax-api/2.0/mlflow/logged-models/${encodeURIComponent(owner.id)}/artifacts/files`;
  return `${root}?${query}`;
}

/** The entries of a folder, folders first. */
function folderOptions({ owner, path }: Artifact) {
  return queryOptions({
    queryKey: [...foldersKey(owner.id), path],
    queryFn: async ({ signal }) => sorted(await list({ owner, path }, signal)),
    // A signal tells of what is uploaded, but only while a page is open.
    staleTime: 0,
  });
}

async function list({ owner, path }: Artifact, signal?: AbortSignal): Promise<FileInfo[]> {
  const below = path === '' ? undefined : path;
  const options = signal && { signal };
  const { files = [] } =
    owner.kind === 'run'
      ? await tracker.call('listRunArtifacts', { run_id: owner.id, path: below }, options)
      : await tracker.call(
          'listLoggedModelArtifacts',
          { model_id: owner.id, artifact_directory_path: below },
          options,
        );
  return files;
}

const byName = new Intl.Collator('en', { numeric: true });

function sorted(files: readonly FileInfo[]): FileInfo[] {
  return files.toSorted((a, b) => Number(b.is_dir) - Number(a.is_dir) || byName.compare(a.path, b.path));
}

/** Several folders at once, by `folderId`; a folder that is not there yet is left out. */
export function useArtifactFolders(folders: readonly Artifact[]) {
  return useQueries({
    queries: folders.map(folderOptions),
    combine: (results) => ({
      listings: new Map(
        results.flatMap(({ data }, index) => {
          const folder = folders[index];
          return folder && data ? [[artifactId(folder), data] as const] : [];
        }),
      ),
      isPending: results.some(({ isPending }) => isPending),
      error: results.find(({ error }) => error)?.error ?? undefined,
      readAgain: () => void Promise.all(results.map(({ refetch }) => refetch())),
    }),
  });
}

/** The paths of the files in a folder, as they are now. */
export async function filesIn(folder: Artifact): Promise<Set<string>> {
  const files = await list(folder);
  return new Set(files.filter(({ is_dir }) => !is_dir).map(({ path }) => path));
}

/** What tells one artifact from all others. */
export function artifactId({ owner, path }: Artifact): string {
  return `${owner.id}/${path}`;
}

/** The first bytes of a file, how many it has, and what tells its content from what it was before. */
export function useArtifactHead(artifact: Artifact) {
  return useQuery({
    queryKey: [...artifactsKey(artifact.owner.id), 'head', artifact.path],
    queryFn: async ({ signal }) => {
      const url = artifactUrl(artifact);
      // An empty file has no range at all, so the size comes first.
      const { headers } = await request(url, { method: 'HEAD', signal });
      const size = Number(headers.get('content-length'));
      const head =
        size === 0 ? new Uint8Array() : await (await fetchRange(url, 0, HEAD_BYTES, signal)).bytes();
      return { head, size, version: headers.get('etag') ?? '' };
    },
    staleTime: 0,
  });
}

/** The text of a file that is small enough to be held whole. */
export function useArtifactText(artifact: Artifact) {
  return useQuery({
    queryKey: [...artifactsKey(artifact.owner.id), 'text', artifact.path],
    queryFn: async ({ signal }) => (await request(artifactUrl(artifact), { signal })).text(),
    staleTime: 0,
  });
}

/** What `read` makes of some bytes of a file, `end` not among them. */
export function artifactRangeOptions<Read>(
  url: string,
  start: number,
  end: number,
  /** Tells this text from another that was at the same place before. */
  generation: number,
  read: (bytes: Uint8Array) => Read,
) {
  return queryOptions({
    queryKey: ['artifact-range', url, start, end, generation],
    queryFn: async ({ signal }) => read(await (await fetchRange(url, start, end, signal)).bytes()),
    gcTime: RANGE_KEPT_MS,
    structuralSharing: false,
  });
}

/** Some bytes of a file, `end` not among them. */
export async function readBytes(url: string, start: number, end: number): Promise<Uint8Array> {
  return (await fetchRange(url, start, end)).bytes();
}

async function fetchRange(
  url: string,
  start: number,
  end: number,
  signal: AbortSignal | null = null,
): Promise<globalThis.Response> {
  const headers = { range: `bytes=${start}-${end - 1}` };
  // Chromium's cache has answered the last range of a file that it holds in part with no bytes at all.
  return request(url, { headers, signal, cache: 'no-store' });
}

async function request(url: string, init: RequestInit): Promise<globalThis.Response> {
  const response = await fetch(url, init);
  if (response.ok) return response;
  throw new TrackingError(
    'BAD_REQUEST',
    messageIn(await response.text()) ?? `The tracker answered ${response.status}.`,
  );
}

/** Where an artifact is written to; undefined where it lies in a store of others. */
export function artifactStoreUrl({ owner, path }: Artifact): string | undefined {
  const root = SERVED_URI.exec(owner.uri)?.[1];
  if (root === undefined) return undefined;
  const below = `${root}/${path}`.split('/').map(encodeURIComponent).join('/');
  return `/api/2.0/mlflow-artifacts/artifacts/${below}`;
}

/** Reads anew what is known of an owner's files: the folders first, then the files that are still in them. */
export async function refreshArtifacts(cache: QueryClient, ownerId: string): Promise<void> {
  await cache.invalidateQueries({ queryKey: foldersKey(ownerId) });
  const isGone = (path: string) => {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const files = cache.getQueryData<FileInfo[]>([...foldersKey(ownerId), folder]);
    return files !== undefined && !files.some((file) => file.path === path);
  };
  await cache.invalidateQueries({
    queryKey: artifactsKey(ownerId),
    predicate: ({ queryKey: [, , what, path] }) => what !== 'folder' && !isGone(String(path)),
  });
}

/** Deletes a file, or a folder with all in it. Throws where the artifacts lie elsewhere or the tracker refuses. */
export async function deleteArtifact(cache: QueryClient, artifact: Artifact): Promise<void> {
  const { owner } = artifact;
  const url = artifactStoreUrl(artifact);
  if (url === undefined)
    throw new TrackingError('BAD_REQUEST', `These artifacts lie at ${owner.uri}. Delete them there.`);
  await request(url, { method: 'DELETE', headers: nameHeaders() });
  // The file itself may still be shown: only the folders are read anew, and nobody waits for them.
  void cache.invalidateQueries({ queryKey: foldersKey(owner.id) });
}

/** What the tracker says of a failure. */
export function messageIn(body: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(body);
    const hasMessage = typeof answer === 'object' && answer !== null && 'message' in answer;
    return hasMessage && typeof answer.message === 'string' ? answer.message : undefined;
  } catch {
    return undefined;
  }
}
