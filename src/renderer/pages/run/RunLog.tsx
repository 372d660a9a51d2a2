import { useSearchParams } from 'react-router';
import type { Run } from '../../../contract/index.ts';
import { nameOf } from '../../artifacts/artifact-path.ts';
import { TextViewer } from '../../artifacts/viewers/TextViewer.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { SegmentedChoice } from '../../components/SegmentedChoice.tsx';
import { SkeletonBar } from '../../components/SkeletonBar.tsx';
import { Snippet } from '../../components/Snippet.tsx';
import { formatBytes } from '../../format.ts';
import { type Artifact, artifactId, useArtifactFolders, useArtifactHead } from '../../queries/artifacts.ts';
import { RunHistory } from './RunHistory.tsx';

const FILE = 'file';
const FOLDERS = ['', 'logs', 'log'];
const IS_LOG = /\.log(?:\.\d+)?$|^(?:stdout|stderr|console)(?:$|[._-])|^output\.txt$/i;
const AS_CHOICES = 5;

/** What the script wrote to its console, where it logged that, and what was done to the run. */
export default function RunLog({ run }: { run: Run }) {
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_296px] xl:grid-cols-[minmax(0,1fr)_376px]">
      <div className="flex min-h-0 min-w-0 flex-col">
        <Output run={run} />
      </div>
      <RunHistory run={run} />
    </div>
  );
}

function Output({ run }: { run: Run }) {
  const { files, isPending, error, readAgain } = useLogFiles(run);
  const [search, setSearch] = useSearchParams();
  const chosen = files.find(({ path }) => path === search.get(FILE)) ?? files[0];
  const choose = (path: string) => setSearch({ [FILE]: path }, { replace: true });
  if (error) return <ErrorNotice error={error} onRetry={readAgain} />;
  if (chosen === undefined) return isPending ? <LogSkeleton /> : <NoLog />;
  return (
    <>
      <header className="flex h-10 flex-none items-center gap-3 border-b border-separator px-4 text-12">
        {files.length === 1 && <h2 className="truncate font-semibold">{chosen.path}</h2>}
        {files.length > 1 && files.length <= AS_CHOICES && (
          <SegmentedChoice
            label="Log file"
            choices={files.map(({ path }) => [path, path] as const)}
            chosen={chosen.path}
            onChoose={choose}
          />
        )}
        {files.length > AS_CHOICES && (
          <select
            aria-label="Log file"
            value={chosen.path}
            onChange={(event) => choose(event.target.value)}
            className="h-7 min-w-0 rounded-md border border-outline bg-canvas px-2"
          >
            {files.map(({ path }) => (
              <option key={path}>{path}</option>
            ))}
          </select>
        )}
      </header>
      <LogText key={artifactId(chosen)} artifact={chosen} />
    </>
  );
}

function LogText({ artifact }: { artifact: Artifact }) {
  const { data, error, refetch } = useArtifactHead(artifact);
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <LogSkeleton />;
  if (data.size === 0) return <p className="p-4 text-muted">{nameOf(artifact.path)} is empty so far.</p>;
  return (
    <section
      aria-label={`${artifact.path}, ${formatBytes(data.size)}`}
      className="flex min-h-0 flex-1 flex-col"
    >
      <TextViewer artifact={artifact} size={data.size} version={data.version} follows />
    </section>
  );
}

const SKELETON = ['w-3/5', 'w-2/5', 'w-1/2', 'w-1/3', 'w-3/5', 'w-2/5'];

/** Lines that are on their way. */
function LogSkeleton() {
  return (
    <div className="px-2 py-1">
      {SKELETON.map((width, index) => (
        <SkeletonBar key={index} width={width} />
      ))}
    </div>
  );
}

/** Files that are called as logs are, at the top or in a folder for them. */
function useLogFiles(run: Run) {
  const { run_id, artifact_uri } = run.info;
  const owner = { kind: 'run' as const, id: run_id, uri: artifact_uri };
  const folders = FOLDERS.map((path) => ({ owner, path }));
  const { listings, isPending, error, readAgain } = useArtifactFolders(folders);
  const files = folders.flatMap((folder) =>
    (listings.get(artifactId(folder)) ?? [])
      .filter(({ path, is_dir }) => !is_dir && IS_LOG.test(nameOf(path)))
      .map(({ path }) => ({ owner, path })),
  );
  return { files, isPending, error, readAgain };
}

function NoLog() {
  return (
    <EmptyState title="No log">
      <p>
        Files of the run that are called like <code className="font-mono text-12">train.log</code>,{' '}
        <code className="font-mono text-12">stdout.txt</code> or{' '}
        <code className="font-mono text-12">console.txt</code>, at the top or in{' '}
        <code className="font-mono text-12">logs/</code>, are shown here and followed to their end.
      </p>
      <Snippet label="In the script: keep what it says, and log it now and then" code={LINES} what="lines" />
      <Snippet
        label="Or send a file that is there already"
        code={'mlflow.log_artifact("train.log")'}
        what="line"
      />
    </EmptyState>
  );
}

const LINES = `import logging
logging.basicConfig(filename="train.log", level=logging.INFO)

logging.info("epoch %d", epoch)
mlflow.log_artifact("train.log")`;
