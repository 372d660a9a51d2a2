import type { Run } from '../../../contract/index.ts';
import type { Charted } from '../../charts/charted-runs.ts';

/** A page of charts of one run. */
export function chartedRun({ info }: Run): Charted {
  return {
    runs: [
      {
        run_id: info.run_id,
        run_name: info.run_name ?? info.run_id,
        experiment_id: info.experiment_id,
        start_time: Number(info.start_time),
        isRunning: info.status === 'RUNNING',
      },
    ],
    groups: undefined,
    reference: undefined,
    experimentIds: [info.experiment_id],
    filter: `attributes.run_id = '${info.run_id}'`,
  };
}
