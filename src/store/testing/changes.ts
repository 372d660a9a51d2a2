import type { Change } from '../changes.ts';

/** A change row about an object of this id. */
export function aChange(objectId: string): Change {
  return {
    time: 1_000_000,
    actor: 'local',
    source: 'local',
    operation: 'logBatch',
    object_type: 'run',
    object_id: objectId,
    experiment_id: '1',
    workspace: 'default',
    counts: { metrics: 2 },
  };
}
