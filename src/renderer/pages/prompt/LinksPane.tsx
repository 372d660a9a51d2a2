import { useState } from 'react';
import { Link } from 'react-router';
import { type PromptVersion, RUN_STATUSES, type RunStatus } from '../../../contract/index.ts';
import { Button } from '../../components/Button.tsx';
import { DetailSection } from '../../components/DetailSection.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { SkeletonBar } from '../../components/SkeletonBar.tsx';
import { Snippet } from '../../components/Snippet.tsx';
import { StatusLabel } from '../../components/StatusLabel.tsx';
import { RelativeTime } from '../../components/Time.tsx';
import { usePromptLinks } from '../../queries/prompts.ts';

interface LinksPaneProps {
  name: string;
  versions: readonly PromptVersion[];
}

const ROW =
  'grid grid-cols-[minmax(0,1fr)_96px_minmax(0,160px)_104px] items-center gap-x-3 border-b border-separator min-h-8';

/** The runs and traces that used the prompt, or one version of it. */
export function LinksPane({ name, versions }: LinksPaneProps) {
  const [version, setVersion] = useState('');
  const links = usePromptLinks(name, version === '' ? undefined : version);
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = links;
  const runs = data?.pages.flatMap((page) => page.runs) ?? [];
  const traces = data?.pages.flatMap((page) => page.traces) ?? [];
  return (
    <section
      aria-label="Runs and traces"
      tabIndex={0}
      className="min-h-0 min-w-0 flex-1 overflow-y-auto text-12"
    >
      <div className="flex h-11 items-center gap-2 px-4">
        <label htmlFor="links-version" className="text-muted">
          Of
        </label>
        <select
          id="links-version"
          value={version}
          onChange={({ target }) => setVersion(target.value)}
          className="h-7 rounded-md border border-outline bg-canvas px-1.5"
        >
          <option value="">All versions</option>
          {versions.map((one) => (
            <option key={one.version} value={one.version}>
              {[`v${one.version}`, ...one.aliases.map((alias) => `@${alias}`)].join(' ')}
            </option>
          ))}
        </select>
      </div>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {isPending && !error && <SkeletonBar width="w-60" />}
      {data && runs.length === 0 && traces.length === 0 && <NoLinks name={name} />}
      {runs.length > 0 && (
        <DetailSection title="Runs" count={runs.length}>
          <ul>
            {runs.map((run) => (
              <li key={run.run_id} className={ROW}>
                <Link
                  to={`/experiments/${run.experiment_id}/runs/${run.run_id}`}
                  className="truncate text-13 hover:underline"
                >
                  {run.run_name || run.run_id}
                </Link>
                <Status status={run.status} />
                <Versions versions={run.versions} />
                <span className="text-right text-muted">
                  <RelativeTime time={run.start_time ?? 0} />
                </span>
              </li>
            ))}
          </ul>
          {hasNextPage && (
            <Button className="mt-2" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              Show more
            </Button>
          )}
        </DetailSection>
      )}
      {traces.length > 0 && (
        <DetailSection title="Traces" count={traces.length}>
          <ul>
            {traces.map((trace) => (
              <li key={trace.trace_id} className={ROW}>
                <span className="truncate font-mono">{trace.trace_id}</span>
                <span className="text-muted">trace</span>
                <Versions versions={trace.versions} />
                <span className="text-right text-muted">
                  <RelativeTime time={trace.time} />
                </span>
              </li>
            ))}
          </ul>
        </DetailSection>
      )}
    </section>
  );
}

const isRunStatus = (status: string): status is RunStatus => Object.hasOwn(RUN_STATUSES, status);

function Status({ status }: { status: string }) {
  return isRunStatus(status) ? <StatusLabel status={status} /> : <span className="text-muted">{status}</span>;
}

function Versions({ versions }: { versions: readonly string[] }) {
  return (
    <span className="truncate font-mono text-soft">{versions.map((version) => `v${version}`).join(' ')}</span>
  );
}

function NoLinks({ name }: { name: string }) {
  return (
    <div className="max-w-140 px-4">
      <p className="text-soft">
        No run and no trace has used it yet. A prompt that is loaded within a run is linked to the run by
        itself.
      </p>
      <Snippet
        label="In Python"
        what="lines"
        code={`with mlflow.start_run():\n    prompt = mlflow.genai.load_prompt("prompts:/${name}@latest")`}
      />
    </div>
  );
}
