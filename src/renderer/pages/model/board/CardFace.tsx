import { FlaskConical } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { BoardVersion, KeyedMetric } from '../../../../contract/index.ts';
import { AliasPill } from '../../../components/AliasPill.tsx';
import { RelativeTime } from '../../../components/Time.tsx';
import { formatNumber } from '../../../format.ts';
import { modelVersionPath } from '../../../model-paths.ts';
import { actorWords } from '../../../your-name.ts';

interface CardFaceProps {
  name: string;
  version: BoardVersion;
  /** Whether the links in it are reached with Tab. */
  isReached?: boolean;
  /** At the right end of the first line. */
  after?: ReactNode;
}

/** What a card says of a version. */
export function CardFace({ name, version: one, isReached = false, after }: CardFaceProps) {
  const { version, aliases, description, metrics, user_id, creation_time, deleted } = one;
  const tabIndex = isReached ? 0 : -1;
  return (
    <>
      <div className="relative flex h-6 items-center gap-1.5">
        {deleted ? (
          <span className="font-semibold text-muted">v{version}</span>
        ) : (
          <Link
            to={modelVersionPath(name, version)}
            tabIndex={tabIndex}
            draggable={false}
            className="rounded-sm font-semibold hover:underline"
          >
            v{version}
          </Link>
        )}
        <span className="flex min-w-0 flex-1 gap-1 overflow-hidden">
          {aliases.map((alias) => (
            <AliasPill key={alias} alias={alias} />
          ))}
        </span>
        {after}
      </div>
      {metrics.length > 0 && (
        <dl className="mt-1 flex flex-wrap gap-x-3">
          {metrics.map((metric) => (
            <Metric key={metric.key} metric={metric} />
          ))}
        </dl>
      )}
      {description && (
        <p className="mt-1 truncate text-soft" title={description}>
          {description.split('\n', 1)[0]}
        </p>
      )}
      <div className="mt-1 flex items-center gap-1.5 text-11 text-muted">
        {deleted ? (
          <span>Deleted since</span>
        ) : (
          <>
            <RunLink version={one} tabIndex={tabIndex} />
            {user_id && <span className="max-w-20 flex-none truncate">{actorWords(user_id)}</span>}
            <span className="ml-auto flex-none">
              <RelativeTime time={creation_time} />
            </span>
          </>
        )}
      </div>
    </>
  );
}

function Metric({ metric: { key, value } }: { metric: KeyedMetric }) {
  return (
    <div className="flex min-w-0 max-w-full gap-1" title={`${key} ${value}`}>
      <dt className="min-w-0 truncate text-muted">{key}</dt>
      <dd className="flex-none font-mono tabular-nums">
        {typeof value === 'number' ? formatNumber(value) : value}
      </dd>
    </div>
  );
}

/** The run that the version is of. */
function RunLink({ version: one, tabIndex }: { version: BoardVersion; tabIndex: number }) {
  const { run_id, run_name, experiment_id } = one;
  if (!run_id || experiment_id === undefined) return null;
  return (
    <Link
      to={`/experiments/${experiment_id}/runs/${run_id}`}
      tabIndex={tabIndex}
      draggable={false}
      title={`Run ${run_name ?? run_id}`}
      className="flex min-w-0 items-center gap-1 rounded-sm hover:text-ink hover:underline"
    >
      <FlaskConical className="size-3.5!" />
      <span className="truncate">{run_name || run_id.slice(0, 8)}</span>
    </Link>
  );
}
