import { useMemo, useState } from 'react';
import type { VersionMove } from '../../../../contract/index.ts';
import { ALL_MOVES, filterMoves, namesIn } from './move-filter.ts';

const NONE: readonly VersionMove[] = [];

/** The moves that a filter lets through, the filter, and what it may be set to. */
export function useFilteredMoves(moves = NONE) {
  const [filter, setFilter] = useState(ALL_MOVES);
  const names = useMemo(() => namesIn(moves), [moves]);
  const shown = useMemo(() => filterMoves(moves, filter), [moves, filter]);
  return { shown, bar: { ...names, filter, onChange: setFilter } };
}
