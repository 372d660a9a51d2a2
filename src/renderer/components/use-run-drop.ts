import { type DragEvent, useEffect, useRef } from 'react';
import type { Experiment } from '../../contract/index.ts';
import { dropRuns, holdsRuns, takesRuns, useRunDrag } from '../run-drag.ts';

const OPEN_FOLDER_MS = 600;

interface RunDropHooks {
  experiments: readonly Experiment[];
  /** Called where the pointer rests on a folder during a drag. */
  openFolder: (nodeId: string) => void;
}

/**
 * Handlers for a list of experiments that takes dragged runs: a row names its experiment in data-experiment-id, a folder itself in
 * data-folder-id. They come before those of the list, which knows of its own rows alone.
 */
export function useRunDrop({ experiments, openFolder }: RunDropHooks) {
  const hovered = useRef<{ folderId: string; timer: number }>(undefined);
  const rest = () => {
    clearTimeout(hovered.current?.timer);
    hovered.current = undefined;
  };
  useEffect(() => rest, []);

  const over = (event: DragEvent) => {
    if (!holdsRuns(event.dataTransfer)) return;
    event.stopPropagation();
    event.preventDefault();
    const { experimentId, folderId } = placeOf(event.target);
    const targetId = experimentId !== undefined && takesRuns(experimentId) ? experimentId : undefined;
    event.dataTransfer.dropEffect = targetId === undefined ? 'none' : 'move';
    if (useRunDrag.getState().targetId !== targetId) useRunDrag.setState({ targetId });
    if (hovered.current?.folderId === folderId) return;
    rest();
    if (folderId !== undefined)
      hovered.current = { folderId, timer: window.setTimeout(openFolder, OPEN_FOLDER_MS, folderId) };
  };
  return {
    onDragEnterCapture: over,
    onDragOverCapture: over,
    onDragLeaveCapture: (event: DragEvent) => {
      if (!holdsRuns(event.dataTransfer)) return;
      event.stopPropagation();
      const { currentTarget, relatedTarget } = event;
      if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return;
      rest();
      useRunDrag.setState({ targetId: undefined });
    },
    onDropCapture: (event: DragEvent) => {
      if (!holdsRuns(event.dataTransfer)) return;
      event.stopPropagation();
      event.preventDefault();
      rest();
      const { experimentId } = placeOf(event.target);
      const target = experiments.find(({ experiment_id }) => experiment_id === experimentId);
      if (target !== undefined) void dropRuns(event.dataTransfer, target);
    },
  };
}

function placeOf(target: EventTarget): { experimentId: string | undefined; folderId: string | undefined } {
  const row = target instanceof Element && target.closest('[data-experiment-id], [data-folder-id]');
  const { experimentId, folderId } = row instanceof HTMLElement ? row.dataset : {};
  return { experimentId, folderId };
}
