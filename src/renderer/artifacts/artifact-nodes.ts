import type { FileInfo } from '../../contract/index.ts';
import { type Artifact, type ArtifactOwner, artifactId } from '../queries/artifacts.ts';
import { nameOf } from './artifact-path.ts';

/** Where a tree begins: the first root's entries stand at the top, every other is a folder there. */
export interface ArtifactRoot {
  owner: ArtifactOwner;
  name: string;
}

export interface ArtifactNode {
  id: string;
  artifact: Artifact;
  name: string;
  kind: 'file' | 'folder' | 'model';
  /** In bytes. */
  size: number | undefined;
}

type Listings = ReadonlyMap<string, readonly FileInfo[]>;

/** What stands at the top of the tree. */
export function topNodes([first, ...others]: readonly ArtifactRoot[], listings: Listings): ArtifactNode[] {
  if (first === undefined) return [];
  const models = others.map(({ owner, name }): ArtifactNode => {
    const artifact = { owner, path: '' };
    return { id: artifactId(artifact), artifact, name, kind: 'model', size: undefined };
  });
  return [...models, ...nodesBelow({ owner: first.owner, path: '' }, listings)];
}

/** The entries of a folder; none while it is not listed. */
export function nodesBelow(folder: Artifact, listings: Listings): ArtifactNode[] {
  return (listings.get(artifactId(folder)) ?? []).map(({ path, is_dir, file_size }) => {
    const artifact = { owner: folder.owner, path };
    return {
      id: artifactId(artifact),
      artifact,
      name: nameOf(path),
      kind: is_dir ? 'folder' : 'file',
      size: file_size,
    };
  });
}
