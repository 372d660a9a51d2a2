import { type QueryClient, queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { type FileInfo, TrackingError } from '../../contract/index.ts';
import { HEAD_BYTES } from '../artifacts/artifact-kind.ts';
import { tracker } from '../tracker.ts';

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

/** Where the bytes of an artifact are; with `view`, as a document to show in a frame, with or without its scripts. */
export function artifactUrl({ owner, path }: Artifact, view?: 'page' | 'scripts'): string {
  const query = new URLSearchParams(
    owner.kind === 'run' ? { run_id: owner.id, path } : { artifact_file_path: path },
  );
  if (view !== undefined) query.set('view', view);
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
    // Uploads are told by no change, so what was listed a while ago is listed anew.
    staleTime: 0,
  });
}

async function list({ owner, path }: Artifact, signal: AbortSignal): Promise<FileInfo[]> {
  const below = path === '' ? undefined : path;
  const { files = [] } =
    owner.kind === 'run'
      ? await tracker.call('listRunArtifacts', { run_id: owner.id, path: below }, { signal })
      : await tracker.call(
          'listLoggedModelArtifacts',
          { model_id: owner.id, artifact_directory_path: below },
          { signal },
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
    }),
  });
}

/** What tells one artifact from all others. */
export function artifactId({ owner, path }: Artifact): string {
  return `${owner.id}/${path}`;
}

/** The first bytes of a file, and how many it has. */
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
      return { head, size };
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
  read: (bytes: Uint8Array) => Read,
) {
  return queryOptions({
    queryKey: ['artifact-range', url, start, end],
    queryFn: async ({ signal }) => read(await (await fetchRange(url, start, end, signal)).bytes()),
    gcTime: RANGE_KEPT_MS,
    structuralSharing: false,
  });
}

async function fetchRange(
  url: string,
  start: number,
  end: number,
  signal: AbortSignal,
): Promise<globalThis.Response> {
  const headers = { range: `bytes=${start}-${end - 1}` };
  return request(url, { headers, signal });
}

async function request(url: string, init: RequestInit): Promise<globalThis.Response> {
  const response = await fetch(url, init);
  if (response.ok) return response;
  throw new TrackingError(
    'BAD_REQUEST',
    messageIn(await response.text()) ?? `The tracker answered ${response.status}.`,
  );
}

/** Deletes a file, or a folder with all in it. Throws where the artifacts lie elsewhere or the tracker refuses. */
export async function deleteArtifact(cache: QueryClient, { owner, path }: Artifact): Promise<void> {
  const root = SERVED_URI.exec(owner.uri)?.[1];
  if (root === undefined)
    throw new TrackingError('BAD_REQUEST', `These artifacts lie at ${owner.uri}. Delete them there.`);
  const below = `${root}/${path}`.split('/').map(encodeURIComponent).join('/');
  await request(`/api/2.0/mlflow-artifacts/artifacts/${below}`, { method: 'DELETE' });
  // The file itself may still be shown: only the folders are read anew.
  await cache.invalidateQueries({ queryKey: foldersKey(owner.id) });
}

function messageIn(body: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(body);
    const hasMessage = typeof answer === 'object' && answer !== null && 'message' in answer;
    return hasMessage && typeof answer.message === 'string' ? answer.message : undefined;
  } catch {
    return undefined;
  }
}
