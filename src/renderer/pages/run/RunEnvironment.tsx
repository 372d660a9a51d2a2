import type { Run } from '../../../contract/index.ts';
import { nameOf } from '../../artifacts/artifact-path.ts';
import { WholeText } from '../../artifacts/viewers/WholeText.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { KeyValueList } from '../../components/KeyValueList.tsx';
import { formatBytes } from '../../format.ts';
import {
  type Artifact,
  type ArtifactOwner,
  artifactId,
  useArtifactFolders,
} from '../../queries/artifacts.ts';
import { useLoggedModels } from '../../queries/run.ts';
import { modelIdsOf } from './run-models.ts';

const FILES = [
  'requirements.txt',
  'conda.yaml',
  'conda.yml',
  'python_env.yaml',
  'environment.yml',
  'pyproject.toml',
  'MLmodel',
];
const MOST_BYTES = 200_000;
/** Models of clients before 3.0 are folders of the run. */
const MOST_FOLDERS = 50;
const SOURCE_TAG = /^mlflow\.(?:source|user|project|docker|databricks)/;

/** What a run ran in: where its code is from, and the files that name its packages. */
export default function RunEnvironment({ run }: { run: Run }) {
  const source = (run.data.tags ?? []).filter(({ key }) => SOURCE_TAG.test(key));
  const { files, isPending } = useEnvironmentFiles(run);
  return (
    <div tabIndex={0} role="region" aria-label="Environment" className="min-h-0 flex-1 overflow-y-auto">
      <div className="max-w-248 pb-6 *:first:border-t-0">
        {source.length > 0 && <KeyValueList title="Source" entries={source} />}
        {files.map((file) => (
          <EnvironmentFile key={artifactId(file.artifact)} {...file} />
        ))}
        {!isPending && files.length === 0 && (
          <EmptyState title="No environment files">
            Files named requirements.txt, conda.yaml, python_env.yaml or MLmodel among the artifacts are shown
            here. A logged model brings its own.
          </EmptyState>
        )}
      </div>
    </div>
  );
}

interface FoundFile {
  artifact: Artifact;
  /** Where it was found, for people. */
  place: string;
  size: number;
}

function useEnvironmentFiles(run: Run): { files: FoundFile[]; isPending: boolean } {
  const own: ArtifactOwner = { kind: 'run', id: run.info.run_id, uri: run.info.artifact_uri };
  const models = useLoggedModels(modelIdsOf(run));
  const root = useArtifactFolders([{ owner: own, path: '' }]);
  const below = [...root.listings.values()].flat().filter(({ is_dir }) => is_dir);
  const folders = [
    { owner: own, path: '' },
    ...below.slice(0, MOST_FOLDERS).map(({ path }) => ({ owner: own, path })),
    ...models.map(({ info }) => ({
      owner: { kind: 'logged_model' as const, id: info.model_id, uri: info.artifact_uri },
      path: '',
    })),
  ];
  const { listings, isPending } = useArtifactFolders(folders);
  const nameOfModel = (id: string) => models.find(({ info }) => info.model_id === id)?.info.name;
  const files = folders.flatMap((folder) =>
    (listings.get(artifactId(folder)) ?? [])
      .filter(({ path, is_dir }) => !is_dir && FILES.includes(nameOf(path)))
      .map(({ path, file_size = 0 }) => ({
        artifact: { owner: folder.owner, path },
        place: folder.owner.kind === 'run' ? path : `${nameOfModel(folder.owner.id)}/${path}`,
        size: file_size,
      })),
  );
  return { files, isPending: isPending || root.isPending };
}

function EnvironmentFile({ artifact, place, size }: FoundFile) {
  return (
    <section className="border-t border-separator px-4 py-3 text-12">
      {size > MOST_BYTES ? (
        <p className="text-muted">
          {place} has {formatBytes(size)}; it is among the artifacts.
        </p>
      ) : (
        <WholeText artifact={artifact}>
          {(text) => (
            <>
              <h2 className="flex items-center gap-1 font-semibold">
                {place}
                <CopyButton text={text} what={nameOf(place)} />
              </h2>
              <pre
                tabIndex={0}
                className="mt-1 max-w-240 overflow-x-auto rounded-md border border-separator bg-panel px-3 py-2 font-mono"
              >
                {text}
              </pre>
            </>
          )}
        </WholeText>
      )}
    </section>
  );
}
