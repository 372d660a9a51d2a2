import { useNavigate, useSearchParams } from 'react-router';
import type { Run } from '../../../contract/index.ts';
import ArtifactBrowser from '../../artifacts/ArtifactBrowser.tsx';
import type { ArtifactRoot } from '../../artifacts/artifact-nodes.ts';
import type { Artifact } from '../../queries/artifacts.ts';
import { useLoggedModels } from '../../queries/run.ts';
import { modelIdsOf } from './run-models.ts';
import { artifactPath, runPath, useRunTab } from './use-run-tab.ts';

const MODEL = 'model';

/** The run's files, and those of the models that it logged. */
export default function RunArtifacts({ run }: { run: Run }) {
  const { run_id, experiment_id, artifact_uri } = run.info;
  const { rest } = useRunTab();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const models = useLoggedModels(modelIdsOf(run));
  const roots: ArtifactRoot[] = [
    { owner: { kind: 'run', id: run_id, uri: artifact_uri }, name: run.info.run_name },
    ...models.map(({ info }) => ({
      owner: { kind: 'logged_model' as const, id: info.model_id, uri: info.artifact_uri },
      name: info.name,
    })),
  ];
  const owner = roots.find((root) => root.owner.id === (search.get(MODEL) ?? run_id))?.owner;
  const selected = rest === '' || owner === undefined ? undefined : { owner, path: rest };
  const page = runPath(experiment_id, run_id);
  const select = (artifact: Artifact | undefined) => {
    const isOfModel = artifact?.owner.kind === 'logged_model';
    const target = artifact
      ? artifactPath(page, artifact.path, isOfModel ? artifact.owner.id : undefined)
      : `${page}/artifacts`;
    void navigate(target, { replace: selected !== undefined });
  };
  // A link to a model's file opens its folders, which needs the model.
  if (search.has(MODEL) && owner === undefined) return null;
  return <ArtifactBrowser roots={roots} selected={selected} onSelect={select} />;
}
