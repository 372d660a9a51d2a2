import type { ChartProps } from '../chart-props.ts';
import type { HistogramSettings } from '../chart-settings.ts';
import { RunsHistogram } from './RunsHistogram.tsx';
import { StepsHistogram } from './StepsHistogram.tsx';

/** How the values of a metric spread: over all matching runs, or over the steps of the shown ones. */
export function HistogramChart(props: ChartProps<HistogramSettings>) {
  return props.settings.over === 'runs' ? <RunsHistogram {...props} /> : <StepsHistogram {...props} />;
}
