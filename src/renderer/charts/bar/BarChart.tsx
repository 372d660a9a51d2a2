import { useCallback, useMemo } from 'react';
import { type ChartColours, resolveColour } from '../../components/chart-colours.ts';
import { formatCount } from '../../format.ts';
import { useRunFields } from '../../queries/run-fields.ts';
import { useColoursOf } from '../../run-colours.ts';
import type { ChartProps } from '../chart-props.ts';
import type { BarSettings } from '../chart-settings.ts';
import type { Charted } from '../charted-runs.ts';
import { groupColourToken } from '../line/use-bands.ts';
import { Plot } from '../Plot.tsx';
import { runIdFilter } from '../run-id-filter.ts';
import { barOption } from './bar-option.ts';
import { type Bar, bestFirst, groupBars, runBars } from './bars.ts';

/** A bar is never drawn thinner than one can see. */
const MOST_BARS = 60;

/** A metric of the shown runs as bars, the best on top; of groups their mean and what it is made of. */
export function BarChart({ settings, charted, onNote, handle }: ChartProps<BarSettings>) {
  const { runs, groups, experimentIds } = charted;
  const members = useMemo(() => groups?.flatMap((group) => group.runs) ?? runs, [groups, runs]);
  const source = useRunFields({
    experimentIds,
    filter: runIdFilter(members),
    isDeleted: charted.isDeleted,
    fields: [`metrics.${settings.metric}`],
    isEnabled: members.length > 0,
  });
  const all = useMemo(() => {
    const rows = new Map(source.rows.map((row) => [row.run_id, row]));
    const bars = groups === undefined ? runBars(runs, rows, settings) : groupBars(groups, rows, settings);
    return bestFirst(bars, settings);
  }, [source.rows, groups, runs, settings]);
  const bars = useMemo(() => all.slice(0, MOST_BARS), [all]);
  const colours = useColoursOf(useMemo(() => runs.map(({ run_id }) => run_id), [runs]));
  const colourOf = useCallback(
    ({ runId, name }: Bar) =>
      resolveColour(
        runId === undefined
          ? groupColourToken(groups?.findIndex((group) => group.name === name) ?? 0)
          : `--color-run-${colours[runs.findIndex(({ run_id }) => run_id === runId)]}`,
      ),
    [colours, groups, runs],
  );
  const option = useCallback(
    (theme: ChartColours) => barOption({ bars, colourOf, metric: settings.metric }, theme),
    [bars, colourOf, settings.metric],
  );
  const rows = useCallback(
    () => [
      ['run_id', 'name', settings.metric, 'least', 'greatest', 'runs'],
      ...all.map(({ runId, name, value, low, high, members: count }) => [
        runId,
        name,
        value,
        low,
        high,
        count,
      ]),
    ],
    [all, settings.metric],
  );
  return (
    <Plot
      chartId={settings.id}
      label={`${settings.metric} of runs, the best first`}
      note={noteOf(bars.length, all.length, charted)}
      onNote={onNote}
      option={option}
      rows={rows}
      hint={hintOf(members.length, all.length, source.isReading, settings.metric)}
      error={source.error}
      onRetry={source.retry}
      runIds={useMemo(() => bars.map(({ runId }) => runId), [bars])}
      handle={handle}
    />
  );
}

function noteOf(drawn: number, having: number, { runs, groups }: Charted): string {
  const shown = count((groups ?? runs).length, groups === undefined ? 'run' : 'group');
  // Of a large group the table knows the first runs alone.
  const of = groups === undefined ? '' : ` of ${count(groups.flatMap((group) => group.runs).length, 'run')}`;
  if (drawn < having) return `best ${formatCount(drawn)} of ${shown}${of}`;
  return `${drawn === (groups ?? runs).length ? '' : `${formatCount(drawn)} of `}${shown}${of}`;
}

const count = (value: number, noun: string) => `${formatCount(value)} ${noun}${value === 1 ? '' : 's'}`;

function hintOf(shown: number, having: number, isReading: boolean, metric: string): string | undefined {
  if (shown === 0) return 'No run is shown in charts. Switch one on with the eye beside its name.';
  return having === 0 && !isReading ? `None of the shown runs has ${metric}.` : undefined;
}
