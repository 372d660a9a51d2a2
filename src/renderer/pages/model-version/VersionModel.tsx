import { useMemo } from 'react';
import { nameOf } from '../../artifacts/artifact-path.ts';
import { readModelFile } from '../../artifacts/mlmodel.ts';
import { ModelFileParts } from '../../artifacts/viewers/ModelFileViewer.tsx';
import { WholeText } from '../../artifacts/viewers/WholeText.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { SkeletonBar } from '../../components/SkeletonBar.tsx';
import { formatBytes } from '../../format.ts';
import { useArtifactTexts } from '../../queries/artifact-texts.ts';
import { type Artifact, artifactId, useArtifactFolders } from '../../queries/artifacts.ts';
import { below } from './use-version-files.ts';

const EXAMPLE = /^(?:serving_)?input_example\.json$/;
const MOST_BYTES = 200_000;

/** What the file MLmodel says of a version, once it is read. */
export function useModelFile(folder: Artifact | undefined) {
  const files = useArtifactFolders(folder === undefined ? [] : [folder]);
  const listed = folder && files.listings.get(artifactId(folder));
  const path = folder && below(folder, 'MLmodel');
  const isThere = listed?.some((file) => file.path === path) === true;
  const artifact = folder && path !== undefined && isThere ? { owner: folder.owner, path } : undefined;
  return { artifact, listed, error: files.error, readAgain: files.readAgain };
}

/** What goes into a model and comes out, how it is loaded, the packages that it asks for and an example of its input. */
export function VersionModel({ folder }: { folder: Artifact }) {
  const { artifact, listed, error, readAgain } = useModelFile(folder);
  if (error) return <ErrorNotice error={error} onRetry={readAgain} />;
  if (listed === undefined) return <SkeletonBar width="w-52" />;
  const example = listed.find((file) => EXAMPLE.test(nameOf(file.path)));
  return (
    <>
      {artifact === undefined ? (
        <Note>
          {listed.length === 0
            ? 'Its folder is empty: nothing was logged there.'
            : 'There is no MLmodel among its files, which would say what goes in and comes out.'}
        </Note>
      ) : (
        <WholeText artifact={artifact}>{(text) => <Parsed text={text} artifact={artifact} />}</WholeText>
      )}
      {example && (
        <Example artifact={{ owner: folder.owner, path: example.path }} size={example.file_size ?? 0} />
      )}
    </>
  );
}

function Note({ children }: { children: string }) {
  return <p className="border-t border-separator px-4 py-3 text-12 text-muted">{children}</p>;
}

function Parsed({ text, artifact }: { text: string; artifact: Artifact }) {
  const model = useMemo(() => readModelFile(text), [text]);
  if (model === undefined) return <Note>Its file MLmodel names no flavor, as a model of MLflow does.</Note>;
  return <ModelFileParts model={model} artifact={artifact} />;
}

function Example({ artifact, size }: { artifact: Artifact; size: number }) {
  return (
    <section className="border-t border-separator px-4 py-3 text-12">
      <h2 className="font-semibold">Input example</h2>
      {size > MOST_BYTES ? (
        <p className="mt-1 text-muted">
          {nameOf(artifact.path)} has {formatBytes(size)}; it is among the files.
        </p>
      ) : (
        <WholeText artifact={artifact}>
          {(text) => (
            <pre
              tabIndex={0}
              className="mt-1 max-h-80 overflow-auto rounded-md border border-separator bg-panel px-3 py-2 font-mono"
            >
              {indented(text)}
            </pre>
          )}
        </WholeText>
      )}
    </section>
  );
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** The flavors of a version; none before its file is read. */
export function useFlavors(folder: Artifact | undefined): readonly string[] {
  const { artifact } = useModelFile(folder);
  const { texts } = useArtifactTexts(artifact === undefined ? [] : [artifact]);
  const text = artifact && texts.get(artifactId(artifact));
  return useMemo(() => {
    const model = text === undefined ? undefined : readModelFile(text);
    return model?.flavors.map(({ name }) => name) ?? [];
  }, [text]);
}
