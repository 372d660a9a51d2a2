import { useMemo } from 'react';
import type { FileInfo, Run } from '../../../contract/index.ts';
import { nameOf } from '../../artifacts/artifact-path.ts';
import { useArtifactTexts } from '../../queries/artifact-texts.ts';
import { type Artifact, artifactId, useArtifactFolders } from '../../queries/artifacts.ts';
import { useLoggedModels } from '../../queries/run.ts';
import { modelIdsOf } from '../run/run-models.ts';
import { type CodeFile, codeRows, packageRows } from './environment-rows.ts';
import { merged, type Packages, packagesIn } from './packages.ts';
import { ownerOf } from './run-owner.ts';

const MOST_BYTES = 200_000;
/** Folders that are looked into, of all runs together. */
const MOST_FOLDERS = 200;
const ENVIRONMENT_FILE = /^(?:requirements\.txt|conda\.ya?ml|environment\.ya?ml|python_env\.yaml)$/;
const CODE_FOLDER = 'code';
const CODE_FILE = /(?:^code\/|\.(?:patch|diff)$)/;

interface FoundFile {
  artifact: Artifact;
  size: number;
}

/** What the files of the runs and of their models say of packages, and the code that the runs logged. */
export function useEnvironments(runs: readonly Run[]) {
  const owners = useMemo(() => runs.map(ownerOf), [runs]);
  const models = useLoggedModels(useMemo(() => [...new Set(runs.flatMap(modelIdsOf))], [runs]));
  const roots = useMemo(() => owners.map((owner) => ({ owner, path: '' })), [owners]);
  const top = useArtifactFolders(roots);
  const below = useMemo(() => foldersBelow(roots, top.listings), [roots, top.listings]);
  const ofModels = useMemo(() => models.map(rootOfModel), [models]);
  const folders = useArtifactFolders(useMemo(() => [...below, ...ofModels], [below, ofModels]));
  const found = useMemo(() => {
    const listings = new Map([...top.listings, ...folders.listings]);
    return runs.map((run) => filesOfRun(run, [...below, ...ofModels], listings));
  }, [runs, below, ofModels, top.listings, folders.listings]);
  const wanted = useMemo(
    () => uniqueSmall(found.flatMap(({ environment, code }) => [...environment, ...code])),
    [found],
  );
  const { texts, error, readAgain } = useArtifactTexts(wanted);
  const rows = useMemo(
    () => ({
      environment: packageRows(found.map(({ environment }) => packagesOf(environment, texts))),
      code: codeRows(found.map(({ code }) => codeOf(code, texts))),
    }),
    [found, texts],
  );
  return {
    ...rows,
    error: top.error ?? folders.error ?? error,
    readAgain: () => {
      top.readAgain();
      folders.readAgain();
      readAgain();
    },
  };
}

type LoggedModel = ReturnType<typeof useLoggedModels>[number];

const rootOfModel = ({ info }: LoggedModel): Artifact => ({
  owner: { kind: 'logged_model', id: info.model_id, uri: info.artifact_uri },
  path: '',
});

function filesOfRun(
  run: Run,
  folders: readonly Artifact[],
  listings: ReadonlyMap<string, readonly FileInfo[]>,
) {
  const modelIds = new Set(modelIdsOf(run));
  const owner = ownerOf(run);
  const own = [{ owner, path: '' }, ...folders.filter((folder) => folder.owner.id === owner.id)];
  const ofModels = folders.filter((folder) => modelIds.has(folder.owner.id));
  const files = own.flatMap((folder) => filesIn(folder, listings));
  const modelFiles = ofModels.flatMap((folder) => filesIn(folder, listings));
  return {
    environment: [...files, ...modelFiles].filter(isEnvironment),
    code: files.filter(({ artifact }) => CODE_FILE.test(artifact.path)),
  };
}

type Texts = ReadonlyMap<string, string>;

function packagesOf(files: readonly FoundFile[], texts: Texts): Packages | undefined {
  const all = files.flatMap(({ artifact }) => {
    const text = texts.get(artifactId(artifact));
    return text === undefined ? [] : (packagesIn(nameOf(artifact.path), text) ?? []);
  });
  return all.length === 0 ? undefined : merged(all);
}

function codeOf(files: readonly FoundFile[], texts: Texts): Map<string, CodeFile> {
  return new Map(
    files.map(({ artifact, size }) => [artifact.path, { size, text: texts.get(artifactId(artifact)) }]),
  );
}

/** The folders of the first level that are worth a look: those of code first, then the others, which may be models. */
function foldersBelow(
  roots: readonly Artifact[],
  listings: ReadonlyMap<string, readonly FileInfo[]>,
): Artifact[] {
  const most = Math.max(2, Math.floor(MOST_FOLDERS / Math.max(1, roots.length)));
  return roots.flatMap((root) => {
    const folders = (listings.get(artifactId(root)) ?? []).filter(({ is_dir }) => is_dir);
    const sorted = folders.toSorted((a, b) => rankOf(a.path) - rankOf(b.path));
    return sorted.slice(0, most).map(({ path }) => ({ owner: root.owner, path }));
  });
}

const rankOf = (path: string) => (path === CODE_FOLDER ? 0 : path.includes('model') ? 1 : 2);

function filesIn(folder: Artifact, listings: ReadonlyMap<string, readonly FileInfo[]>): FoundFile[] {
  return (listings.get(artifactId(folder)) ?? [])
    .filter(({ is_dir }) => !is_dir)
    .map(({ path, file_size = 0 }) => ({ artifact: { owner: folder.owner, path }, size: file_size }));
}

const isEnvironment = ({ artifact }: FoundFile) => ENVIRONMENT_FILE.test(nameOf(artifact.path));

function uniqueSmall(files: readonly FoundFile[]): Artifact[] {
  const small = files.filter(({ size }) => size <= MOST_BYTES);
  return [...new Map(small.map(({ artifact }) => [artifactId(artifact), artifact])).values()];
}
