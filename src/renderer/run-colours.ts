import { create } from 'zustand';

/** How many colours there are: the tokens `--color-run-1` to `--color-run-20`. */
export const RUN_COLOUR_COUNT = 20;
const STORED_AS = 'tidemark.run-colours';

interface RunColours {
  /** Colours that a person chose, by run id. */
  chosen: Readonly<Record<string, number>>;
  /** Without a colour the run goes back to the one its id stands for. */
  choose: (runId: string, colour: number | undefined) => void;
}

export const useRunColours = create<RunColours>((set) => ({
  chosen: storedColours(),
  choose(runId, colour) {
    set(({ chosen }) => {
      const others = Object.fromEntries(Object.entries(chosen).filter(([id]) => id !== runId));
      const next = colour === undefined ? others : { ...others, [runId]: colour };
      localStorage.setItem(STORED_AS, JSON.stringify(next));
      return { chosen: next };
    });
  },
}));

/** The number of a run's colour, from 1: the chosen one, else one that follows from its id, the same everywhere. */
export function useRunColour(runId: string): number {
  return useRunColours(({ chosen }) => chosen[runId] ?? colourOfId(runId));
}

/** A colour's number as CSS. */
export function runColourToken(colour: number): string {
  return `var(--color-run-${colour})`;
}

/** FNV-1a over the id: ids are random, but any spelling of one has to spread. */
function colourOfId(runId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < runId.length; index += 1)
    hash = Math.imul(hash ^ runId.charCodeAt(index), 0x01000193) >>> 0;
  return (hash % RUN_COLOUR_COUNT) + 1;
}

function storedColours(): Record<string, number> {
  const stored: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? '{}');
  if (typeof stored !== 'object' || stored === null) return {};
  return Object.fromEntries(Object.entries(stored).filter(([, colour]) => Number.isInteger(colour)));
}
