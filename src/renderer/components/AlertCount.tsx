import { formatCount } from '../format.ts';
import { useOpenAlerts } from '../queries/alerts.ts';

/** How many alerts nobody has acknowledged; nothing for none. */
export function AlertCount() {
  const { data } = useOpenAlerts();
  const count = data?.unacknowledged ?? 0;
  if (count === 0) return null;
  return (
    <span className="ml-auto rounded-sm bg-selected px-1.5 text-11 font-medium text-ink tabular-nums">
      {formatCount(count)}
      <span className="sr-only"> not acknowledged</span>
    </span>
  );
}
