import { Button } from '../components/Button.tsx';
import { SegmentedChoice } from '../components/SegmentedChoice.tsx';
import { TextField } from '../components/TextField.tsx';
import { AddChartMenu } from './AddChartMenu.tsx';
import type { ChartsPaneProps } from './chart-props.ts';
import type { LineDefaults } from './chart-settings.ts';
import { LinesMenu } from './LinesMenu.tsx';
import { SmoothingSlider } from './SmoothingSlider.tsx';

const AXES = [
  ['step', 'Step'],
  ['relative', 'Relative'],
  ['wall', 'Wall'],
] as const;

/** What holds for all charts of the page. */
export function ChartsToolbar({ charted, metrics, view, onChange }: Omit<ChartsPaneProps, 'onFilter'>) {
  const change = (changed: Partial<LineDefaults>) =>
    onChange({ ...view, lines: { ...view.lines, ...changed } });
  return (
    <div className="flex min-h-10 flex-none flex-wrap items-center gap-x-2 gap-y-1 px-3 py-1">
      <TextField
        label="Search charts"
        hidesLabel
        placeholder="Search charts"
        className="min-w-20 max-w-60 flex-1 basis-20"
        value={view.search}
        onChange={(event) => onChange({ ...view, search: event.target.value })}
      />
      <SegmentedChoice
        label="Horizontal axis"
        choices={AXES}
        chosen={view.lines.x as (typeof AXES)[number][0]}
        onChoose={(x) => change({ x })}
      />
      <SmoothingSlider smoothing={view.lines.smoothing} onChange={(smoothing) => change({ smoothing })} />
      <LinesMenu lines={view.lines} onChange={change} />
      {view.removed.length > 0 && (
        <Button look="quiet" onClick={() => onChange({ ...view, removed: [] })}>
          Show removed charts ({view.removed.length})
        </Button>
      )}
      <AddChartMenu charted={charted} metrics={metrics} view={view} onChange={onChange} />
    </div>
  );
}
