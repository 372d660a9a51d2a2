import type { DragEvent } from 'react';
import { matchPath } from 'react-router';
import type { RunRowData } from '../../../contract/index.ts';
import { dragRuns } from '../../run-drag.ts';
import { useTicks } from './ticks.ts';

/** What makes a row one that can be dragged onto an experiment; a ticked one takes the other ticked ones with it. */
export function dragSource({ run_id, experiment_id, lifecycle_stage }: RunRowData) {
  if (lifecycle_stage !== 'active') return {};
  return {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      // Words that are being selected in a note are dragged as words.
      if (event.target instanceof Element && event.target.closest('textarea')) return;
      const { ticked, clear } = useTicks.getState();
      const runIds = ticked.has(run_id) ? [...ticked] : [run_id];
      const shown = matchPath('/experiments/:experimentIds', window.location.pathname)?.params.experimentIds;
      dragRuns(event.dataTransfer, { runIds, experimentIds: shown?.split(',') ?? [experiment_id] }, clear);
    },
  };
}
