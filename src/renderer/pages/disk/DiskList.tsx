import { Activity, Box, FlaskConical } from 'lucide-react';
import { Link } from 'react-router';
import { formatBytes, formatCount } from '../../format.ts';
import type { DiskItem } from '../../queries/disk.ts';

const MOST_LISTED = 200;
const ICONS = { experiment: FlaskConical, run: Activity, logged_model: Box } as const;

interface DiskListProps {
  items: readonly DiskItem[];
  experimentId: string | undefined;
}

/** The largest, in words: experiments, or what is in one. */
export function DiskList({ items, experimentId }: DiskListProps) {
  const listed = items
    .filter(({ kind, bytes }) => bytes > 0 && (kind === 'experiment') === (experimentId === undefined))
    .slice(0, MOST_LISTED);
  return (
    <section
      aria-label="Largest first"
      // A region that scrolls must be reachable by the keyboard.
      tabIndex={0}
      className="min-h-0 overflow-y-auto border-l border-separator px-4 py-2 text-12"
    >
      <h2 className="mb-1 font-semibold">Largest first</h2>
      <ol>
        {listed.map(({ id, kind, name, bytes, files, experiment_id }) => {
          const Icon = ICONS[kind];
          const path =
            kind === 'experiment' ? `/disk?experiment=${id}` : `/experiments/${experiment_id}/runs/${id}`;
          return (
            <li key={`${kind} ${id}`} className="flex h-7 items-center gap-2 border-b border-separator">
              <Icon className="text-faint" />
              {kind === 'logged_model' ? (
                <span className="min-w-0 flex-1 truncate">{name}</span>
              ) : (
                <Link to={path} title={name} className="min-w-0 flex-1 truncate hover:underline">
                  {name}
                </Link>
              )}
              <span className="text-muted">
                {formatCount(files)} {files === 1 ? 'file' : 'files'}
              </span>
              <span className="w-16 text-right font-mono tabular-nums">{formatBytes(bytes)}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
