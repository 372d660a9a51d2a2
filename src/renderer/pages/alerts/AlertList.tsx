import type { Alert } from '../../../contract/index.ts';
import { ListGrid } from '../../components/ListGrid.tsx';
import { ALERT_GRID, AlertRow } from './AlertRow.tsx';

interface AlertListProps {
  alerts: readonly Alert[];
  /** Whether there are more that can be read now. */
  hasMore: boolean;
  /** Called when the last of them is near and there are more. */
  onEnd: () => void;
}

/** Alerts in their order; more are asked for as the end comes near. */
export function AlertList({ alerts, hasMore, onEnd }: AlertListProps) {
  return (
    <ListGrid
      label="Alerts"
      count={alerts.length}
      columns={ALERT_GRID}
      heads={
        <>
          <span role="columnheader">
            <span className="sr-only">Kind</span>
          </span>
          <span role="columnheader">What happened</span>
          <span role="columnheader">Run</span>
          <span role="columnheader" className="max-xl:hidden">
            Metric
          </span>
          <span role="columnheader" className="max-xl:hidden">
            Rule
          </span>
          <span role="columnheader">State</span>
          <span role="columnheader" className="text-right">
            Raised
          </span>
          <span role="columnheader" className="sr-only">
            Acknowledge
          </span>
        </>
      }
      onEnd={hasMore ? onEnd : undefined}
    >
      {(index, top) => {
        const alert = alerts[index];
        return alert && <AlertRow key={alert.alert_id} alert={alert} index={index} top={top} />;
      }}
    </ListGrid>
  );
}
