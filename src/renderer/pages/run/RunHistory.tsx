import { useMemo } from 'react';
import type { Run } from '../../../contract/index.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { formatCount, formatTimeSpan } from '../../format.ts';
import { useRunHistory } from '../../queries/run-history.ts';
import { historyOf } from './run-history.ts';

/** Who did what to the run and when, newest first. */
export function RunHistory({ run }: { run: Run }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useRunHistory(
    run.info.run_id,
  );
  const entries = useMemo(() => historyOf(data ?? []), [data]);
  return (
    <section
      aria-label="History"
      tabIndex={0}
      className="min-h-0 overflow-y-auto border-l border-separator px-4 pb-6 text-12"
    >
      <h2 className="flex h-10 items-center font-semibold">History</h2>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <ol>
        {entries.map((entry) => (
          <li key={entry.seq} className="border-t border-separator py-1.5 first:border-t-0">
            <p>
              {entry.what}
              {entry.times > 1 && <span className="text-muted"> in {formatCount(entry.times)} calls</span>}
            </p>
            <p className="text-muted tabular-nums">
              {formatTimeSpan(entry.first, entry.last)} ·{' '}
              {entry.actor === 'local' ? 'this machine' : entry.actor}
            </p>
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button className="mt-2" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Earlier changes
        </Button>
      )}
    </section>
  );
}
