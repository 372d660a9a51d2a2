import { useMemo, useState } from 'react';
import type { Run } from '../../../contract/index.ts';
import { ChartBody } from '../../charts/ChartBody.tsx';
import {
  type ChartSettings,
  LINE_DEFAULTS,
  type LineSettings,
  type XAxis,
} from '../../charts/chart-settings.ts';
import { SegmentedChoice } from '../../components/SegmentedChoice.tsx';
import { chartedRun } from './charted-run.ts';

const AXES = [
  ['step', 'Step'],
  ['relative', 'Time'],
] as const;

interface MetricChartProps {
  run: Run;
  metricKey: string;
}

/** One metric over the run's steps or time, growing while the run logs. */
export function MetricChart({ run, metricKey }: MetricChartProps) {
  const [axis, setAxis] = useState<XAxis>('step');
  const [note, setNote] = useState<string>();
  const charted = useMemo(() => chartedRun(run), [run]);
  const settings = useMemo(
    (): LineSettings => ({ id: `metric:${metricKey}`, kind: 'line', metrics: [metricKey], x: axis }),
    [metricKey, axis],
  );
  return (
    <section className="flex-none">
      <header className="flex h-10 items-center gap-2 px-4">
        <h2 className="truncate text-13 font-semibold" title={`metrics.${metricKey}`}>
          {metricKey}
        </h2>
        <span className="flex-none text-12 text-muted tabular-nums">{note}</span>
        <div className="ml-auto">
          <SegmentedChoice
            label="Horizontal axis"
            choices={AXES}
            chosen={axis as (typeof AXES)[number][0]}
            onChoose={setAxis}
          />
        </div>
      </header>
      <div className="h-64 px-2">
        <ChartBody
          settings={settings}
          charted={charted}
          lines={LINE_DEFAULTS}
          onChange={nothingToKeep}
          onNote={setNote}
          handle={null}
        />
      </div>
    </section>
  );
}

/** The chart of an overview is as it is. */
const nothingToKeep = (_: ChartSettings) => undefined;
