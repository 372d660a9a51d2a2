import { Link } from 'react-router';
import type { Run } from '../../../contract/index.ts';
import { DetailSection } from '../../components/DetailSection.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { StatusLabel } from '../../components/StatusLabel.tsx';
import { RelativeTime } from '../../components/Time.tsx';
import { type RunRowsRequest, useRunRows } from '../../queries/run-rows.ts';
import { runPath } from './use-run-tab.ts';

/** The runs that were started within this one, the latest first. */
export function RunChildren({ run: { info } }: { run: Run }) {
  const request: RunRowsRequest = {
    experiment_ids: [info.experiment_id],
    filter: '',
    run_view_type: 'ACTIVE_ONLY',
    order: [],
    metric_keys: [],
    param_keys: [],
    tag_keys: [],
    parent_run_id: info.run_id,
  };
  const { data, error, refetch, hasNextPage, fetchNextPage } = useRunRows(request);
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  if (rows.length === 0) return null;
  const total = data?.pages[0]?.total ?? rows.length;
  return (
    <DetailSection title="Child runs" count={total}>
      <ul className="max-h-80 overflow-y-auto">
        {rows.map((row) => (
          <li key={row.run_id} className="flex h-7 items-center gap-2">
            <Link
              to={runPath(row.experiment_id, row.run_id)}
              className="min-w-0 flex-1 truncate hover:underline"
            >
              {row.run_name}
            </Link>
            <span className="flex-none text-muted">
              <RelativeTime time={Number(row.start_time)} />
            </span>
            <StatusLabel status={row.status} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <button
          type="button"
          onClick={() => void fetchNextPage()}
          className="text-accent-ink hover:underline"
        >
          Show more
        </button>
      )}
    </DetailSection>
  );
}
