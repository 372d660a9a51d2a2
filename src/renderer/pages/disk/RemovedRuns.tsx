import { formatBytes, formatNumber } from '../../format.ts';
import type { KeepBestResult } from '../../queries/disk.ts';

const MOST_LISTED = 200;

interface RemovedRunsProps {
  removed: KeepBestResult['removed'];
  metricKey: string;
  /** Whether an empty list means that there is nothing to remove. */
  isEmpty: boolean;
}

export function RemovedRuns({ removed, metricKey, isEmpty }: RemovedRunsProps) {
  return (
    <section
      aria-label="Runs that go"
      // A region that scrolls must be reachable by the keyboard.
      tabIndex={0}
      className="mt-3 h-48 overflow-y-auto border-t border-separator text-12"
    >
      {removed.length === 0 && isEmpty && <p className="py-2 text-muted">Nothing would go.</p>}
      <table className="w-full table-fixed">
        <thead className="sr-only">
          <tr>
            <th>Run</th>
            <th>{metricKey}</th>
            <th>Artifacts</th>
          </tr>
        </thead>
        <tbody>
          {removed.slice(0, MOST_LISTED).map(({ run_id, run_name, value, bytes }) => (
            <tr key={run_id} className="h-6">
              <td className="truncate pr-2">{run_name}</td>
              <td className="w-24 text-right font-mono tabular-nums">
                {value === undefined ? <span className="text-muted">none</span> : formatNumber(value)}
              </td>
              <td className="w-20 text-right font-mono tabular-nums">{formatBytes(bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {removed.length > MOST_LISTED && (
        <p className="py-1 text-muted">and {removed.length - MOST_LISTED} more</p>
      )}
    </section>
  );
}
