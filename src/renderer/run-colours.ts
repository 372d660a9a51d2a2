import { useEffect, useId, useLayoutEffect, useMemo } from 'react';
import { create } from 'zustand';
import { avoidCollisions, type Colours, colourOfId } from './run-palette.ts';

export { RUN_COLOUR_COUNT } from './run-palette.ts';

/*
 * One colour for each run, the same in tables, charts, comparisons and exports:
 *   useShownRuns(runIds)      says which runs are drawn in colour now; among them no two share a colour while there are enough
 *   useRunColour(runId)       the number of a run's colour, from 1
 *   useColoursOf(runIds)      of many runs, as they change; also says that they are drawn
 *   coloursOf(runIds)         of many runs, as they are now, outside of components
 *   runColourToken(colour)    a colour's number as CSS
 * A chosen colour wins. Else a run keeps the colour it was first drawn in: the one its id stands for, or the next free one.
 */
const CHOSEN = 'tidemark.run-colours';
const MOVED = 'tidemark.run-colours.moved';
/** Runs whose colour is not their id's own are remembered, the latest so many. */
const MOST_MOVED = 1000;

interface RunColours {
  /** Colours that a person chose, by run id. */
  chosen: Colours;
  /** Colours of runs that were drawn beside another of the same colour, by run id. */
  moved: Colours;
  /** Without a colour the run goes back to the one its id stands for. */
  choose: (runId: string, colour: number | undefined) => void;
}

export const useRunColours = create<RunColours>((set) => ({
  chosen: storedColours(CHOSEN),
  moved: storedColours(MOVED),
  choose(runId, colour) {
    set(({ chosen }) => {
      const others = Object.fromEntries(Object.entries(chosen).filter(([id]) => id !== runId));
      const next = colour === undefined ? others : { ...others, [runId]: colour };
      localStorage.setItem(CHOSEN, JSON.stringify(next));
      return { chosen: next };
    });
  },
}));

/** Who draws which runs now. */
const drawn = new Map<string, readonly string[]>();

function showRuns(source: string, runIds: readonly string[]): void {
  const before = new Set([...drawn.values()].flat());
  drawn.set(source, runIds);
  const { chosen, moved } = useRunColours.getState();
  const shown = [...new Set([...drawn.values()].flat())];
  const added = avoidCollisions(shown, before, { chosen, moved });
  if (added === undefined) return;
  const next = Object.fromEntries(Object.entries({ ...moved, ...added }).slice(-MOST_MOVED));
  localStorage.setItem(MOVED, JSON.stringify(next));
  useRunColours.setState({ moved: next });
}

/** Says that these runs are drawn in colour while the component is shown. */
export function useShownRuns(runIds: readonly string[]): void {
  const source = useId();
  const ids = runIds.join('\n');
  // Before the frame is painted, so that no run is seen in two colours.
  useLayoutEffect(() => showRuns(source, ids === '' ? [] : ids.split('\n')), [source, ids]);
  useEffect(() => () => void drawn.delete(source), [source]);
}

/** The number of a run's colour, from 1. */
export function useRunColour(runId: string): number {
  return useRunColours((colours) => colourIn(colours, runId));
}

/** The numbers of the runs' colours, in the order of `runIds`, as they change. The runs count as drawn. */
export function useColoursOf(runIds: readonly string[]): readonly number[] {
  useShownRuns(runIds);
  const chosen = useRunColours((colours) => colours.chosen);
  const moved = useRunColours((colours) => colours.moved);
  return useMemo(() => runIds.map((id) => colourIn({ chosen, moved }, id)), [runIds, chosen, moved]);
}

/** The numbers of the runs' colours as they are now, in the order of `runIds`. */
export function coloursOf(runIds: readonly string[]): number[] {
  const colours = useRunColours.getState();
  return runIds.map((id) => colourIn(colours, id));
}

/** A colour's number as CSS. */
export function runColourToken(colour: number): string {
  return `var(--color-run-${colour})`;
}

function colourIn({ chosen, moved }: Pick<RunColours, 'chosen' | 'moved'>, runId: string): number {
  return chosen[runId] ?? moved[runId] ?? colourOfId(runId);
}

function storedColours(name: string): Record<string, number> {
  const stored: unknown = JSON.parse(localStorage.getItem(name) ?? '{}');
  if (typeof stored !== 'object' || stored === null) return {};
  return Object.fromEntries(Object.entries(stored).filter(([, colour]) => Number.isInteger(colour)));
}
