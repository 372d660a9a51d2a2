import type { RefObject } from 'react';
import type { MenuEntry } from '../components/menu-entries.ts';
import { openNoteDialog } from '../note-dialog.ts';
import { openNewRule } from '../rule-dialog.ts';
import type { ChartHandle } from './chart-props.ts';
import type { Charted } from './charted-runs.ts';
import { subjectOf } from './notes/notes-of-chart.ts';

/** Entries in the menu of a chart of lines: its notes, and an alert for its metric. */
export function lineActions(
  metrics: readonly string[],
  charted: Charted,
  handle: RefObject<ChartHandle | null>,
): MenuEntry[] {
  const of = subjectOf(charted, metrics);
  const [metric_key] = metrics;
  const { runs, experimentIds } = charted;
  return [
    'separator',
    {
      label: 'Note at a step…',
      onSelect: () => openNoteDialog({ kind: 'new', of, step: lastStep(handle.current) }),
    },
    { label: 'Notes…', onSelect: () => openNoteDialog({ kind: 'list', of }) },
    {
      label: 'Alert me…',
      onSelect: () =>
        openNewRule({
          ...(metric_key !== undefined && { metric_key }),
          scope: {
            experiment_ids: [...experimentIds],
            ...(runs.length === 1 && { run_ids: runs.map(({ run_id }) => run_id) }),
          },
        }),
    },
  ];
}

/** The last step that is drawn, where the chart is drawn along steps. */
function lastStep(handle: ChartHandle | null): number | undefined {
  const [head, ...rows] = handle?.rows() ?? [];
  const column = head?.indexOf('step') ?? -1;
  const steps = column < 0 ? [] : rows.map((row) => Number(row[column])).filter(Number.isFinite);
  return steps.length === 0 ? undefined : Math.round(steps.reduce((a, b) => Math.max(a, b)));
}
