import { useCallback, useMemo } from 'react';
import type { ChartColours } from '../../components/chart-colours.ts';
import { formatCount } from '../../format.ts';
import { useImportance } from '../../queries/importance.ts';
import type { ChartProps } from '../chart-props.ts';
import type { ImportanceSettings } from '../chart-settings.ts';
import { Plot } from '../Plot.tsx';
import { importanceOption, MOST_PARAMS } from './importance-option.ts';

/** Which params tell most of a metric among all matching runs, how well they do, and what to mind. */
export function ImportanceChart({ settings, charted, onNote, handle }: ChartProps<ImportanceSettings>) {
  const { metric, value } = settings;
  const { data, error, refetch, isPending } = useImportance({
    experimentIds: charted.experimentIds,
    filter: charted.filter,
    metric,
    value,
  });
  const params = useMemo(() => data?.params.slice(0, MOST_PARAMS) ?? [], [data]);
  const option = useCallback((colours: ChartColours) => importanceOption(params, colours), [params]);
  const rows = useCallback(
    () => [
      ['param', 'importance', 'correlation', 'kind', 'values'],
      ...(data?.params ?? []).map((param) => [
        param.key,
        param.importance,
        param.correlation,
        param.kind,
        param.values,
      ]),
    ],
    [data],
  );
  return (
    <div className="flex size-full flex-col">
      <div className="min-h-0 flex-1">
        <Plot
          chartId={settings.id}
          label={`How much each param tells of ${metric}`}
          note={data === undefined ? '' : `from ${runsText(data.runs)}`}
          onNote={onNote}
          option={option}
          rows={rows}
          hint={isPending ? 'Finding what the metric depends on …' : emptyHint(params.length, metric)}
          error={error}
          onRetry={() => void refetch()}
          handle={handle}
        />
      </div>
      {data && params.length > 0 && (
        <p className="mx-3 mb-2 line-clamp-3 flex-none text-11 text-muted" title={data.caveat}>
          <span className="font-medium text-soft">R² {data.score.toFixed(2)}</span> of runs it was not fitted
          to. <Signs /> {data.caveat}
        </p>
      )}
    </div>
  );
}

/** What the two colours mean. */
function Signs() {
  return (
    <>
      <span aria-hidden className="inline-block size-2 rounded-sm bg-run-1" /> + rises,{' '}
      <span aria-hidden className="inline-block size-2 rounded-sm bg-run-2" /> − falls with the param.
    </>
  );
}

const runsText = (count: number) => `${formatCount(count)} ${count === 1 ? 'run' : 'runs'}`;

function emptyHint(params: number, metric: string): string | undefined {
  return params > 0
    ? undefined
    : `No param of the matching runs tells anything of ${metric}. It takes runs with the metric and with params that differ.`;
}
