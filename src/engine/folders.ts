import { ARTIFACT_ROOT, type ArtifactPath } from '../artifacts/index.ts';
import * as store from '../store/index.ts';
import type { Context } from './context.ts';
import { storePath } from './locations.ts';

const AT_ONCE = 8;

/** The folder that an address of artifacts names, where this engine holds it; never the root. */
function heldFolder(uri: string): ArtifactPath | undefined {
  const path = storePath(uri);
  return path === ARTIFACT_ROOT ? undefined : path;
}

/** The folder of a run or logged model: the one with its id as name, which holds `artifacts`. */
export function folderOf({ id, artifact_uri }: Pick<store.Owner, 'id' | 'artifact_uri'>): ArtifactPath[] {
  const path = heldFolder(artifact_uri);
  if (path === undefined) return [];
  return [path.endsWith(`/${id}/artifacts`) ? (path.slice(0, -'/artifacts'.length) as ArtifactPath) : path];
}

/** The folder that only this experiment uses. The first experiment's is used again when it is made anew. */
function ownFolder(context: Context, experimentId: number, location: string): ArtifactPath | undefined {
  const folder = heldFolder(location);
  const isOwn = experimentId !== 0 && folder === String(experimentId);
  return isOwn && !store.isSharedFolder(context.store.database, experimentId) ? folder : undefined;
}

/** The folders that lie in none of the others, each once. */
export function outermost(folders: readonly ArtifactPath[]): ArtifactPath[] {
  const all = new Set<string>(folders);
  const isInside = (folder: string) =>
    folder.split('/').some((_, depth, parts) => depth > 0 && all.has(parts.slice(0, depth).join('/')));
  return [...new Set(folders)].filter((folder) => !isInside(folder));
}

/** All folders of an experiment: its own, and those of its runs and logged models that lie elsewhere. */
export function experimentFolders(context: Context, id: number, location: string): ArtifactPath[] {
  const own = ownFolder(context, id, location);
  const outside = own === undefined ? '' : `${location}/`;
  const owners = store.ownersInExperiment(context.store.database, id, outside);
  return outermost([...(own === undefined ? [] : [own]), ...owners.flatMap(folderOf)]);
}

/** Bytes of each folder, in the order given. */
export async function folderBytes(context: Context, folders: readonly ArtifactPath[]): Promise<number[]> {
  const bytes: number[] = [];
  for (let at = 0; at < folders.length; at += AT_ONCE) {
    const sizes = folders.slice(at, at + AT_ONCE).map((folder) => context.artifacts.size(folder));
    bytes.push(...(await Promise.all(sizes)).map((size) => size.bytes));
  }
  return bytes;
}

export const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
