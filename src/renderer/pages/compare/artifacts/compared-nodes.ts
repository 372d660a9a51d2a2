import type { FileInfo, LoggedModel, Run } from '../../../../contract/index.ts';
import { nameOf } from '../../../artifacts/artifact-path.ts';
import { type Artifact, type ArtifactOwner, artifactId } from '../../../queries/artifacts.ts';
import { modelIdsOf } from '../../run/run-models.ts';
import { ownerOf } from '../run-owner.ts';

/** Where the files of the runs begin: their own, or those of the models that they logged under one name. */
export interface ComparedRoot {
  model: string | undefined;
  /** In the order of the runs; undefined where a run logged no such model. */
  owners: readonly (ArtifactOwner | undefined)[];
}

/** A file or folder by its path, as every run has it. */
export interface ComparedNode {
  /** Tells it from all others of the comparison. */
  id: string;
  root: ComparedRoot;
  path: string;
  name: string;
  kind: 'file' | 'folder' | 'model';
  /** In the order of the runs; undefined where a run does not have it. */
  artifacts: readonly (Artifact | undefined)[];
  /** In bytes, of files, where they are known. */
  sizes: readonly (number | undefined)[];
}

type Listings = ReadonlyMap<string, readonly FileInfo[]>;

const byName = new Intl.Collator('en', { numeric: true });

export const nodeId = (model: string | undefined, path: string) => `${model ?? ''}:${path}`;

/** The runs' own files, and those of their models by the models' names. */
export function comparedRoots(runs: readonly Run[], models: readonly LoggedModel[]): ComparedRoot[] {
  const byId = new Map(models.map((model) => [model.info.model_id, model]));
  const ofRuns = runs.map((run) => modelIdsOf(run).flatMap((id) => byId.get(id) ?? []));
  const names = [...new Set(ofRuns.flat().map(({ info }) => info.name))].sort(byName.compare);
  const ownerOfModel = (found: LoggedModel | undefined): ArtifactOwner | undefined =>
    found && { kind: 'logged_model', id: found.info.model_id, uri: found.info.artifact_uri };
  return [
    { model: undefined, owners: runs.map(ownerOf) },
    ...names.map((name) => ({
      model: name,
      owners: ofRuns.map((all) => ownerOfModel(all.find(({ info }) => info.name === name))),
    })),
  ];
}

/** What stands at the top: models, then the runs' own entries. */
export function topNodes([own, ...models]: readonly ComparedRoot[], listings: Listings): ComparedNode[] {
  if (own === undefined) return [];
  const ofModels = models.map(
    (root): ComparedNode => ({
      ...{ id: nodeId(root.model, ''), root, path: '', name: root.model ?? '', kind: 'model' },
      artifacts: root.owners.map((owner) => owner && { owner, path: '' }),
      sizes: [],
    }),
  );
  return [...ofModels, ...nodesBelow(own, '', listings)];
}

/** The entries that any run has in a folder, folders first; what is a file in one run and a folder in another is two entries. */
export function nodesBelow(root: ComparedRoot, folder: string, listings: Listings): ComparedNode[] {
  const found = new Map<
    string,
    ComparedNode & { sizes: (number | undefined)[]; artifacts: (Artifact | undefined)[] }
  >();
  root.owners.forEach((owner, index) => {
    if (owner === undefined) return;
    for (const { path, is_dir, file_size } of listings.get(artifactId({ owner, path: folder })) ?? []) {
      const id = `${nodeId(root.model, path)}${is_dir ? '/' : ''}`;
      const node = found.get(id) ?? {
        ...{ id, root, path, name: nameOf(path), kind: is_dir ? ('folder' as const) : ('file' as const) },
        artifacts: root.owners.map((): Artifact | undefined => undefined),
        sizes: root.owners.map((): number | undefined => undefined),
      };
      node.artifacts[index] = { owner, path };
      node.sizes[index] = file_size;
      found.set(id, node);
    }
  });
  const rank = ({ kind }: ComparedNode) => (kind === 'file' ? 1 : 0);
  return [...found.values()].sort((a, b) => rank(a) - rank(b) || byName.compare(a.path, b.path));
}

/** What can be told of a node without reading its bytes. */
export type KnownMark = 'some' | 'differs' | 'one' | 'equal-sizes';

/** Whether all runs have it, and whether the sizes say that it differs. */
export function markOf({ artifacts, sizes, kind }: ComparedNode): KnownMark {
  const present = artifacts.filter((artifact) => artifact !== undefined).length;
  if (present < artifacts.length) return 'some';
  if (present === 1) return 'one';
  if (kind === 'file' && new Set(sizes).size > 1) return 'differs';
  return 'equal-sizes';
}
