import type { Artifact, ArtifactOwner } from '../../queries/artifacts.ts';
import type { ModelLineage } from '../../queries/model-lineage.ts';
import { useLoggedModels } from '../../queries/run.ts';
import { useRun } from '../../queries/runs.ts';

/** The folder that a version's files lie in, here; undefined while that is read, and where they lie elsewhere. */
export function useVersionFiles(artifacts: ModelLineage['artifacts']): Artifact | undefined {
  const isOfRun = artifacts?.object_type === 'run';
  const run = useRun(isOfRun ? artifacts.object_id : '');
  const [model] = useLoggedModels(artifacts?.object_type === 'logged_model' ? [artifacts.object_id] : []);
  if (artifacts === undefined) return undefined;
  const uri = isOfRun ? run.data?.info.artifact_uri : model?.info.artifact_uri;
  if (uri === undefined) return undefined;
  const owner: ArtifactOwner = { kind: artifacts.object_type, id: artifacts.object_id, uri };
  return { owner, path: artifacts.path };
}

/** A path in a folder. */
export const below = ({ path }: Artifact, name: string): string => (path === '' ? name : `${path}/${name}`);
