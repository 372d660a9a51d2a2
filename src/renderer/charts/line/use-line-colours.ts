import { useMemo } from 'react';
import { resolveColour } from '../../components/chart-colours.ts';
import { useColoursOf } from '../../run-colours.ts';
import type { Charted } from '../charted-runs.ts';
import type { DrawnLine } from './drawn-lines.ts';
import { groupColourToken } from './use-bands.ts';

export interface LineColours {
  /** The colour of a line, as a canvas takes it. */
  colourOf: (line: DrawnLine) => string;
  dashOf: (line: DrawnLine) => 'solid' | 'dashed' | 'dotted';
}

const DASHES = ['solid', 'dashed', 'dotted'] as const;

/** How lines look: a run's own colour, or that of its group; the second and third metric of a chart are dashed and dotted. */
export function useLineColours({ runs, groups }: Charted, metrics: readonly string[]): LineColours {
  const runIds = useMemo(() => runs.map(({ run_id }) => run_id), [runs]);
  const colours = useColoursOf(runIds);
  return useMemo(() => {
    const tokens = new Map(runIds.map((id, index) => [id, `--color-run-${colours[index]}`]));
    for (const [index, group] of (groups ?? []).entries())
      for (const { run_id } of group.runs) tokens.set(run_id, groupColourToken(index));
    return {
      colourOf: ({ run_id }) => resolveColour(tokens.get(run_id) ?? '--color-accent'),
      dashOf: ({ metric_key }) => DASHES[Math.max(0, metrics.indexOf(metric_key)) % DASHES.length] ?? 'solid',
    };
  }, [runIds, colours, groups, metrics]);
}
