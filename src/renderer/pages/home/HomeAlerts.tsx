import { Check } from 'lucide-react';
import { Link } from 'react-router';
import { AlertIcon } from '../../components/AlertIcon.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { showError } from '../../components/messages.ts';
import { RelativeTime } from '../../components/Time.tsx';
import { formatCount } from '../../format.ts';
import { acknowledgeAlerts, useOpenAlerts } from '../../queries/alerts.ts';

/** The newest alerts that nobody has acknowledged; nothing without any. */
export function HomeAlerts() {
  const { data } = useOpenAlerts();
  if (data === undefined || data.alerts.length === 0) return null;
  return (
    <section aria-label="Alerts" className="mt-4">
      <header className="mb-1 flex items-baseline text-12">
        <h2 className="font-semibold">
          Alerts{' '}
          <span className="ml-1 font-normal text-muted tabular-nums">{formatCount(data.unacknowledged)}</span>
        </h2>
        <Link to="/alerts" className="ml-auto text-accent-ink hover:underline">
          All alerts
        </Link>
      </header>
      <ul className="text-12">
        {data.alerts.map(({ alert_id, kind, message, time, run_id, experiment_id, rule_name }) => (
          <li
            key={alert_id}
            className="relative flex h-9 items-center gap-2 border-t border-separator pr-1 pl-1 hover:bg-hover"
          >
            <AlertIcon kind={kind} />
            <Link
              to={`/experiments/${experiment_id}/runs/${run_id}`}
              title={message}
              className="min-w-0 truncate text-13 after:absolute after:inset-0"
            >
              {message}
            </Link>
            <span title={rule_name} className="ml-auto max-w-52 flex-none truncate text-muted">
              {rule_name}
            </span>
            <span className="w-20 flex-none text-right text-muted">
              <RelativeTime time={time} />
            </span>
            <IconButton
              icon={Check}
              label={`Acknowledge: ${message}`}
              className="relative"
              onClick={() => void acknowledgeAlerts([alert_id]).catch(showError)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
