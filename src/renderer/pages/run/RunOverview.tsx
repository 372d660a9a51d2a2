import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Run } from '../../../contract/index.ts';
import { CopyButton } from '../../components/CopyButton.tsx';
import { Duration, RelativeTime } from '../../components/Time.tsx';
import { formatDateTime } from '../../format.ts';
import { useLiveness } from '../../queries/liveness.ts';
import { useRun } from '../../queries/runs.ts';
import { RunState } from './RunState.tsx';
import { runPath } from './use-run-tab.ts';

export function RunOverview({ run }: { run: Run }) {
  const { info } = run;
  const tag = (key: string) => run.data.tags?.find((entry) => entry.key === key)?.value;
  const start = Number(info.start_time);
  const end = info.end_time === undefined ? undefined : Number(info.end_time);
  const isRunning = info.status === 'RUNNING';
  const { data: liveness } = useLiveness(info.run_id, isRunning);
  const lastSign = isRunning && liveness?.state === 'interrupted' ? liveness.last_write_time : undefined;
  const source = tag('mlflow.source.name');
  const commit = tag('mlflow.source.git.commit');
  const repository = tag('mlflow.source.git.repoURL') ?? tag('mlflow.gitRepoURL');
  const branch = tag('mlflow.source.git.branch') ?? tag('mlflow.gitBranch');
  const parentId = tag('mlflow.parentRunId');
  return (
    <section className="px-4 py-3">
      <h2 className="text-12 font-semibold">Overview</h2>
      <dl className="mt-1 grid grid-cols-[80px_minmax(0,1fr)] text-12 *:flex *:min-h-7 *:items-center">
        <Field name="Status">
          <RunState run={run} />
        </Field>
        <Field name="Run id" copy={info.run_id}>
          <span className="truncate font-mono" title={info.run_id}>
            {info.run_id}
          </span>
        </Field>
        <Field name="Started">
          {start === 0 ? <span className="text-muted">not given</span> : <Started time={start} />}
        </Field>
        {end !== undefined && <Field name="Ended">{formatDateTime(end)}</Field>}
        {start !== 0 && (
          <Field name="Duration">
            <span className="font-mono">
              <Duration start={start} end={end ?? lastSign} isRunning={isRunning} />
            </span>
          </Field>
        )}
        {info.user_id && <Field name="User">{info.user_id}</Field>}
        {source && (
          <Field name="Source" copy={source}>
            <span className="truncate font-mono" title={source}>
              {source}
            </span>
          </Field>
        )}
        {commit && (
          <Field name="Git commit" copy={commit}>
            <span className="truncate font-mono" title={commit}>
              {commit.slice(0, 10)}
            </span>
          </Field>
        )}
        {branch && (
          <Field name="Git branch" copy={branch}>
            <span className="truncate font-mono" title={branch}>
              {branch}
            </span>
          </Field>
        )}
        {repository && (
          <Field name="Repository" copy={repository}>
            <span className="truncate font-mono" title={repository}>
              {repository}
            </span>
          </Field>
        )}
        {parentId && <Parent runId={parentId} />}
        <Field name="Artifacts" copy={info.artifact_uri}>
          <span className="truncate font-mono" title={info.artifact_uri}>
            {info.artifact_uri}
          </span>
        </Field>
      </dl>
    </section>
  );
}

function Parent({ runId }: { runId: string }) {
  const { data: parent } = useRun(runId);
  return (
    <Field name="Parent run">
      {parent ? (
        <Link
          to={runPath(parent.info.experiment_id, runId)}
          className="truncate text-accent-ink hover:underline"
        >
          {parent.info.run_name}
        </Link>
      ) : (
        <span className="truncate font-mono">{runId}</span>
      )}
    </Field>
  );
}

function Started({ time }: { time: number }) {
  return (
    <span className="truncate">
      {formatDateTime(time)}{' '}
      <span className="hidden text-muted xl:inline">
        (<RelativeTime time={time} />)
      </span>
    </span>
  );
}

function Field({ name, copy, children }: { name: string; copy?: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">
        {children}
        {copy !== undefined && <CopyButton text={copy} what={name.toLowerCase()} />}
      </dd>
    </>
  );
}
