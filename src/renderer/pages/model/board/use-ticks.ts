import { useCallback, useRef, useState } from 'react';
import { type Column, versionsBetween } from './board-columns.ts';

const NONE: ReadonlySet<string> = new Set();

/** Which cards are ticked. A range goes from the card that was ticked before. */
export function useTicks(columns: readonly Column[]) {
  const [ticked, setTicked] = useState(NONE);
  const anchor = useRef<string>(undefined);
  const toggle = useCallback((version: string) => {
    anchor.current = version;
    setTicked((before) => {
      const after = new Set(before);
      if (!after.delete(version)) after.add(version);
      return after;
    });
  }, []);
  const extend = (version: string) => {
    const range = versionsBetween(columns, anchor.current ?? version, version);
    setTicked((before) => new Set([...before, ...range]));
  };
  const clear = useCallback(() => setTicked(NONE), []);
  // Versions that are deleted meanwhile are no longer meant.
  const there = new Set(columns.flatMap(({ versions }) => versions.map(({ version }) => version)));
  const known = [...ticked].every((version) => there.has(version))
    ? ticked
    : new Set([...ticked].filter((version) => there.has(version)));
  return { ticked: known, toggle, extend, clear };
}
