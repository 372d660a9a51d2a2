import type { Annotation } from '../../../contract/index.ts';
import type { NoteSubject } from '../../note-dialog.ts';
import type { Charted } from '../charted-runs.ts';

/** What a chart of metrics shows, runs of groups included. */
export function subjectOf({ experimentIds, runs, groups }: Charted, metrics: readonly string[]): NoteSubject {
  return {
    experimentIds,
    runs: groups === undefined ? runs : groups.flatMap((group) => group.runs),
    metrics,
  };
}

/** The notes that belong on a chart: of its experiments or its runs, of all metrics or one of its own. */
export function notesOf(notes: readonly Annotation[], { runs, metrics }: NoteSubject): Annotation[] {
  const shown = new Set(runs.map(({ run_id }) => run_id));
  return notes.filter(
    ({ run_id, metric_key }) =>
      (run_id === undefined || shown.has(run_id)) &&
      (metric_key === undefined || metrics.includes(metric_key)),
  );
}
