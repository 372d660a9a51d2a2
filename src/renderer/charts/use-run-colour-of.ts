import { useMemo } from 'react';
import { resolveColour } from '../components/chart-colours.ts';
import { coloursOf, useRunColours } from '../run-colours.ts';

const NONE = {};

/**
 * The colours of runs as a canvas takes them, by id. Thousands of runs have no colour of their own: these do not count as drawn.
 * Where the colours are not used, their changes change nothing.
 */
export function useRunColourOf(isUsed: boolean): (runId: string) => string {
  const chosen = useRunColours((colours) => (isUsed ? colours.chosen : NONE));
  const moved = useRunColours((colours) => (isUsed ? colours.moved : NONE));
  return useMemo(
    () => (runId: string) => {
      // Anew with every choice of a colour.
      void [chosen, moved];
      return resolveColour(`--color-run-${coloursOf([runId])[0]}`);
    },
    [chosen, moved],
  );
}
