import { X } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { IconButton } from '../../components/IconButton.tsx';
import { StatusLabel } from '../../components/StatusLabel.tsx';
import { RelativeTime } from '../../components/Time.tsx';
import { formatCount } from '../../format.ts';
import { useLastVisit } from '../../last-visit.ts';
import type { WhileAway as Happened } from '../../queries/while-away.ts';
import { summarize } from './while-away.ts';

/** What happened since the reader was here before; nothing where nothing did. */
export function WhileAway({ data }: { data: Happened | undefined }) {
  const { visit } = useLastVisit();
  const [dismissed, setDismissed] = useState<number>();
  if (visit === undefined || data === undefined || dismissed === visit.seq) return null;
  const lines = summarize(data.changes);
  if (lines.length === 0 && data.endedTotal === 0) return null;
  return (
    <section aria-label="While you were away" className="mt-4 rounded-md bg-panel px-3 py-2">
      <header className="flex items-center gap-1 text-12">
        <h2 className="font-semibold">While you were away</h2>
        <span className="text-muted">
          (left <RelativeTime time={visit.time} />)
        </span>
        <IconButton icon={X} label="Dismiss" className="ml-auto" onClick={() => setDismissed(visit.seq)} />
      </header>
      <p className="text-12 text-soft">
        {data.isCut && 'At least '}
        {[...lines, ...(data.endedTotal > 0 ? [`${formatCount(data.endedTotal)} ended`] : [])].join(' · ')}
      </p>
      {data.ended.length > 0 && (
        <ul className="mt-1 flex flex-wrap gap-x-4 text-12">
          {data.ended.map(({ run_id, run_name, experiment_id, status }) => (
            <li key={run_id} className="flex h-6 items-center gap-1.5">
              <StatusLabel status={status} isIconOnly />
              <Link to={`/experiments/${experiment_id}/runs/${run_id}`} className="hover:underline">
                {run_name}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
