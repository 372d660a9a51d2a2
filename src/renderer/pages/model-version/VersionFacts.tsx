import { CircleCheck, CircleX, Clock, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ModelVersion } from '../../../contract/index.ts';
import { Button } from '../../components/Button.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { StageLabel } from '../../components/StageLabel.tsx';
import { useStageLooks } from '../../components/use-stage-looks.ts';
import { formatDateTime } from '../../format.ts';
import { modelPath, modelVersionPath } from '../../model-paths.ts';
import type { ModelLineage } from '../../queries/model-lineage.ts';
import type { BoardVersion } from '../../queries/stage-board.ts';
import { loggedModelPath } from './lineage-graph.ts';

const STATES: Record<ModelVersion['status'], { icon: LucideIcon; word: string; colour: string }> = {
  READY: { icon: CircleCheck, word: 'Ready', colour: 'text-faint' },
  PENDING_REGISTRATION: { icon: Clock, word: 'Being registered', colour: 'text-killed' },
  FAILED_REGISTRATION: { icon: CircleX, word: 'Registration failed', colour: 'text-failed' },
};

interface VersionFactsProps {
  version: ModelVersion;
  lineage: ModelLineage | undefined;
  /** Moves that wait for somebody's approval. */
  requests: BoardVersion['requests'];
  onMove: () => void;
}

/** What a version is: state, stage, times, and where it is from. */
export function VersionFacts({ version: one, lineage, requests, onMove }: VersionFactsProps) {
  const looks = useStageLooks();
  const stage = lineage?.version.stage ?? one.current_stage;
  const { run, logged_model, copied_from } = lineage ?? {};
  const link = lineage?.version.source_run_link;
  return (
    <section className="px-4 py-3">
      <h2 className="text-12 font-semibold">Overview</h2>
      <dl className="mt-1 grid grid-cols-[80px_minmax(0,1fr)] text-12 *:flex *:min-h-7 *:items-center">
        <Fact name="Stage">
          <span className="min-w-0 flex-1">
            <StageLabel stage={stage} {...looks(stage)} />
          </span>
          <Button look="quiet" onClick={onMove} className="h-6!">
            Move…
          </Button>
        </Fact>
        {requests.map((request) => (
          <Fact key={request.request_id} name="Asked for">
            <Link to={modelPath(one.name, 'board')} className="truncate text-killed hover:underline">
              {request.stage ?? `@${request.alias}`} by {request.actor}
            </Link>
          </Fact>
        ))}
        <Fact name="Status">
          <State status={one.status} message={one.status_message} />
        </Fact>
        <Fact name="Created">{formatDateTime(one.creation_timestamp)}</Fact>
        <Fact name="Updated">{formatDateTime(one.last_updated_timestamp)}</Fact>
        {one.user_id && <Fact name="User">{one.user_id}</Fact>}
        {run && (
          <Fact name="Run">
            <Link
              to={`/experiments/${run.experiment_id}/runs/${run.run_id}`}
              title={run.run_name}
              className="truncate text-accent-ink hover:underline"
            >
              {run.run_name}
            </Link>
            {run.lifecycle_stage === 'deleted' && <span className="ml-2 text-muted">in the trash</span>}
          </Fact>
        )}
        {!run && one.run_id !== '' && (
          <Fact name="Run" copy={one.run_id}>
            <span title={one.run_id} className="truncate font-mono">
              {one.run_id}
            </span>
          </Fact>
        )}
        {link !== undefined && link !== '' && (
          <Fact name="Run link" copy={link}>
            <RunLink link={link} />
          </Fact>
        )}
        {logged_model && (
          <Fact name="Model" copy={`models:/${logged_model.model_id}`}>
            {run ? (
              <Link
                to={loggedModelPath(run, logged_model.model_id)}
                title={logged_model.model_id}
                className="truncate text-accent-ink hover:underline"
              >
                {logged_model.name}
              </Link>
            ) : (
              <span className="truncate">{logged_model.name}</span>
            )}
          </Fact>
        )}
        {copied_from && (
          <Fact name="Copied from">
            <Link
              to={modelVersionPath(copied_from.name, copied_from.version)}
              className="truncate text-accent-ink hover:underline"
            >
              {copied_from.name} v{copied_from.version}
            </Link>
          </Fact>
        )}
        <Fact name="Source" copy={one.source}>
          <span title={one.source} className="truncate font-mono">
            {one.source}
          </span>
        </Fact>
      </dl>
    </section>
  );
}

function State({ status, message }: { status: ModelVersion['status']; message: string | undefined }) {
  const { icon: Icon, word, colour } = STATES[status];
  return (
    <span title={message} className="flex min-w-0 items-center gap-1.5">
      <Icon className={colour} />
      <span className="truncate">{message ? `${word}: ${message}` : word}</span>
    </span>
  );
}

/** A client may give any text; only what is a page of the web is opened. */
function RunLink({ link }: { link: string }) {
  if (!/^https?:\/\//.test(link))
    return (
      <span title={link} className="truncate font-mono">
        {link}
      </span>
    );
  return (
    <a
      href={link}
      title={link}
      target="_blank"
      rel="noopener noreferrer"
      className="truncate text-accent-ink hover:underline"
    >
      {link}
    </a>
  );
}

function Fact({ name, copy, children }: { name: string; copy?: string; children: ReactNode }) {
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
