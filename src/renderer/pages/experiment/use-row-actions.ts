import { useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { saveNote } from './change-runs.ts';
import type { RowActions } from './row-actions.ts';
import { useRunsView } from './runs-view.ts';
import { useTicks } from './ticks.ts';

interface ColourChoice {
  runId: string;
  anchor: Element;
}

interface TableHooks {
  /** Ids of the runs that are loaded, in their order. */
  runIds: () => readonly string[];
  isShown: (runId: string) => boolean;
  activate: (key: string) => void;
  toggleFold: (key: string) => void;
  /** Called before the table is left for a run. */
  onLeave: (runId: string) => void;
}

/** What the lines of the table can do, and what that opens. The actions keep their identity. */
export function useRowActions(hooks: TableHooks) {
  const navigate = useNavigate();
  const [colourChoice, setColourChoice] = useState<ColourChoice>();
  const [editedNote, setEditedNote] = useState<string>();
  const latest = useRef(hooks);
  latest.current = hooks;

  const actions = useMemo((): RowActions => {
    const { toggle, extendTo } = useTicks.getState();
    return {
      loadedRunIds: () => latest.current.runIds(),
      open(runId, experimentId) {
        latest.current.onLeave(runId);
        void navigate(`/experiments/${experimentId}/runs/${runId}`);
      },
      activate: (key) => latest.current.activate(key),
      tick: (runId, isRange) => (isRange ? extendTo(runId, latest.current.runIds()) : toggle(runId)),
      toggleEye(runId) {
        const { view, change } = useRunsView.getState();
        change({ eyeOf: { ...view.eyeOf, [runId]: !latest.current.isShown(runId) } });
      },
      pickColour: (runId, anchor) => setColourChoice({ runId, anchor }),
      toggleFold: (key) => latest.current.toggleFold(key),
      editNote: setEditedNote,
      saveNote: (runId, note) => void saveNote(runId, note),
    };
  }, [navigate]);

  return { actions, editedNote, colourChoice, closeColours: () => setColourChoice(undefined) };
}
