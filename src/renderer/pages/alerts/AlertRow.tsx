import { Check } from 'lucide-react';
import { Link } from 'react-router';
import type { Alert } from '../../../contract/index.ts';
import { AlertIcon } from '../../components/AlertIcon.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { showError } from '../../components/messages.ts';
import { RelativeTime } from '../../components/Time.tsx';
import { acknowledgeAlerts } from '../../queries/alerts.ts';

/** The columns of header and rows alike. */
export const ALERT_GRID =
  'grid grid-cols-[24px_minmax(0,4fr)_minmax(0,1fr)_96px_76px_28px] xl:grid-cols-[24px_minmax(0,5fr)_minmax(0,2fr)_minmax(0,1.5fr)_minmax(0,2fr)_128px_88px_28px] items-center gap-x-3 px-4 border-b border-separator';

interface AlertRowProps {
  alert: Alert;
  index: number;
  top: number;
}

export function AlertRow({ alert, index, top }: AlertRowProps) {
  const { alert_id, acknowledged, message, run_id, run_name, experiment_id, metric_key, rule_name } = alert;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      style={{ top }}
      className={`absolute inset-x-0 h-9 hover:bg-hover ${ALERT_GRID} ${acknowledged ? 'text-muted' : ''}`}
    >
      <span role="gridcell">
        <AlertIcon kind={alert.kind} isSeen={acknowledged} />
      </span>
      <span
        role="gridcell"
        title={message}
        className={`truncate ${acknowledged ? '' : 'text-13 font-medium'}`}
      >
        {message}
      </span>
      <span role="gridcell" className="truncate">
        <Link
          to={`/experiments/${experiment_id}/runs/${run_id}`}
          title={run_name}
          className="hover:text-ink hover:underline"
        >
          {run_name}
        </Link>
      </span>
      <span role="gridcell" title={metric_key} className="truncate font-mono max-xl:hidden">
        {metric_key}
      </span>
      <span role="gridcell" title={rule_name} className="truncate text-muted max-xl:hidden">
        {rule_name}
      </span>
      <span role="gridcell" className="truncate">
        <State alert={alert} />
      </span>
      <span role="gridcell" className="text-right text-muted">
        <RelativeTime time={alert.time} />
      </span>
      <span role="gridcell">
        {!acknowledged && (
          <IconButton
            icon={Check}
            label={`Acknowledge: ${message}`}
            onClick={() => void acknowledgeAlerts([alert_id]).catch(showError)}
          />
        )}
      </span>
    </div>
  );
}

/** Whether it is still so. The end of a run is over at once. */
function State({ alert: { kind, recovered_time } }: { alert: Alert }) {
  if (kind === 'finish') return null;
  if (recovered_time === undefined) return <span className="text-killed">Still so</span>;
  return (
    <span className="text-muted">
      Over <RelativeTime time={recovered_time} />
    </span>
  );
}
