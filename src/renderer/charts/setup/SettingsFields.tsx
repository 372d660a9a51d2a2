import { SegmentedChoice } from '../../components/SegmentedChoice.tsx';
import type { BestOf, ChartSettings, Field, LineSettings, XAxis } from '../chart-settings.ts';
import { FieldPicker, FieldsPicker } from './FieldPicker.tsx';

interface SettingsFieldsProps<Settings extends ChartSettings = ChartSettings> {
  chart: Settings;
  experimentIds: readonly string[];
  onChange: (chart: ChartSettings) => void;
}

const ANY = ['metrics', 'params', 'tags', 'attributes'] as const;
const NUMBERS = ['params', 'metrics', 'attributes'] as const;
const METRICS = ['metrics'] as const;
const GROUPS = ['params', 'tags', 'attributes', 'metrics'] as const;
const KEY_AT = 'metrics.'.length;
const VALUES = [
  ['last', 'Last'],
  ['min', 'Least'],
  ['max', 'Greatest'],
  ['first', 'First'],
] as const;
const IMPORTANCE_VALUES = VALUES.filter(([value]) => value !== 'first') as readonly (readonly [
  Exclude<BestOf, 'first'>,
  string,
])[];

/** What a chart of a kind has to be told. */
export function SettingsFields({ chart, experimentIds, onChange }: SettingsFieldsProps) {
  const shared = { experimentIds };
  const metric = (key: string, choose: (key: string) => void) => (
    <FieldPicker
      {...shared}
      label="Metric"
      kinds={METRICS}
      field={key === '' ? '' : `metrics.${key}`}
      onChoose={(field) => choose(field.slice(KEY_AT))}
    />
  );
  switch (chart.kind) {
    case 'line':
      return <LineFields {...shared} chart={chart} onChange={onChange} />;
    case 'bar':
      return (
        <>
          {metric(chart.metric, (key) => onChange({ ...chart, metric: key }))}
          <Choice
            label="Value of each run"
            choices={VALUES}
            chosen={chart.value}
            onChoose={(value) => onChange({ ...chart, value })}
          />
        </>
      );
    case 'scatter':
      return <ScatterFields chart={chart} {...shared} onChange={onChange} />;
    case 'parallel':
      return (
        <>
          <FieldsPicker
            {...shared}
            label="Axes"
            kinds={ANY}
            fields={chart.fields}
            onChoose={(fields) => onChange({ ...chart, fields })}
          />
          <ColourPicker
            {...shared}
            colour={chart.colour}
            onChoose={(colour) => onChange(coloured(chart, colour))}
          />
        </>
      );
    case 'contour':
      return (
        <>
          {(['x', 'y', 'z'] as const).map((axis) => (
            <FieldPicker
              key={axis}
              {...shared}
              label={{ x: 'Horizontal axis', y: 'Vertical axis', z: 'Colour' }[axis]}
              kinds={axis === 'z' ? ['metrics', 'params'] : NUMBERS}
              field={chart[axis]}
              onChoose={(field) => onChange({ ...chart, [axis]: field })}
            />
          ))}
        </>
      );
    case 'box':
      return <BoxFields chart={chart} {...shared} onChange={onChange} />;
    case 'histogram':
      return (
        <>
          {metric(chart.metric, (key) => onChange({ ...chart, metric: key }))}
          <Choice
            label="Over"
            choices={[
              ['runs', 'All matching runs'],
              ['steps', 'Steps of the shown runs'],
            ]}
            chosen={chart.over}
            onChoose={(over) => onChange({ ...chart, over })}
          />
        </>
      );
    case 'importance':
      return (
        <>
          {metric(chart.metric, (key) => onChange({ ...chart, metric: key }))}
          <Choice
            label="Value of each run"
            choices={IMPORTANCE_VALUES}
            chosen={chart.value}
            onChoose={(value) => onChange({ ...chart, value })}
          />
        </>
      );
    default:
      return null;
  }
}

type Of<Kind extends ChartSettings['kind']> = SettingsFieldsProps<Extract<ChartSettings, { kind: Kind }>>;

function ScatterFields({ chart, experimentIds, onChange }: Of<'scatter'>) {
  const shared = { experimentIds, kinds: ANY };
  return (
    <>
      <FieldPicker
        {...shared}
        label="Horizontal axis"
        field={chart.x}
        onChoose={(x) => onChange({ ...chart, x })}
      />
      <Choice
        label="Horizontal scale"
        choices={SCALES}
        chosen={scaleOf(chart.isLogX)}
        onChoose={(scale) => onChange(scaled(chart, 'isLogX', scale))}
      />
      <FieldPicker
        {...shared}
        label="Vertical axis"
        field={chart.y}
        onChoose={(y) => onChange({ ...chart, y })}
      />
      <Choice
        label="Vertical scale"
        choices={SCALES}
        chosen={scaleOf(chart.isLogY)}
        onChoose={(scale) => onChange(scaled(chart, 'isLogY', scale))}
      />
      <ColourPicker
        experimentIds={experimentIds}
        colour={chart.colour}
        onChoose={(colour) => onChange(coloured(chart, colour))}
      />
    </>
  );
}

function BoxFields({ chart, experimentIds, onChange }: Of<'box'>) {
  const { by, ...others } = chart;
  return (
    <>
      <FieldPicker
        experimentIds={experimentIds}
        label="Metric"
        kinds={METRICS}
        field={chart.metric === '' ? '' : `metrics.${chart.metric}`}
        onChoose={(field) => onChange({ ...chart, metric: field.slice(KEY_AT) })}
      />
      <Choice
        label="Value of each run"
        choices={VALUES}
        chosen={chart.value}
        onChoose={(value) => onChange({ ...chart, value })}
      />
      <FieldPicker
        experimentIds={experimentIds}
        label="Groups by"
        kinds={GROUPS}
        field={by ?? ''}
        none="All runs together"
        onChoose={(field) => onChange(field === '' ? others : { ...others, by: field })}
      />
      <Choice
        label="Shape"
        choices={[
          ['box', 'Box'],
          ['violin', 'Violin'],
        ]}
        chosen={chart.shape}
        onChoose={(shape) => onChange({ ...chart, shape })}
      />
    </>
  );
}

const AXES = [
  ['', 'As all charts'],
  ['step', 'Step'],
  ['relative', 'Relative'],
  ['wall', 'Wall'],
] as const;

function LineFields({ chart, experimentIds, onChange }: SettingsFieldsProps<LineSettings>) {
  const { x, ...others } = chart;
  const isAlongMetric = x?.startsWith('metrics.') ?? false;
  return (
    <>
      <FieldsPicker
        experimentIds={experimentIds}
        label="Metrics"
        kinds={METRICS}
        fields={chart.metrics.map((key) => `metrics.${key}`)}
        onChoose={(fields) => onChange({ ...chart, metrics: fields.map((field) => field.slice(KEY_AT)) })}
      />
      <Choice
        label="Horizontal axis"
        choices={AXES}
        chosen={(isAlongMetric ? undefined : (x ?? '')) as (typeof AXES)[number][0]}
        onChoose={(axis) => onChange(axis === '' ? others : { ...others, x: axis })}
      />
      <FieldPicker
        experimentIds={experimentIds}
        label="Or along a metric"
        kinds={METRICS}
        field={isAlongMetric && x !== undefined ? x : ''}
        none="None"
        onChoose={(field) => onChange(field === '' ? others : { ...others, x: field as XAxis })}
      />
    </>
  );
}

interface ColourPickerProps {
  experimentIds: readonly string[];
  colour: Field | undefined;
  onChoose: (colour: Field) => void;
}

function ColourPicker({ experimentIds, colour = '', onChoose }: ColourPickerProps) {
  return (
    <FieldPicker
      experimentIds={experimentIds}
      label="Colour"
      kinds={ANY}
      field={colour}
      none="As the runs"
      onChoose={onChoose}
    />
  );
}

function coloured(
  { colour: _, ...others }: Extract<ChartSettings, { kind: 'scatter' | 'parallel' }>,
  colour: Field,
): ChartSettings {
  return colour === '' ? others : { ...others, colour };
}

const SCALES = [
  ['auto', 'As it fits'],
  ['linear', 'Linear'],
  ['log', 'Logarithmic'],
] as const;
type Scale = (typeof SCALES)[number][0];

function scaleOf(isLog: boolean | undefined): Scale {
  return isLog === undefined ? 'auto' : isLog ? 'log' : 'linear';
}

function scaled(
  chart: Extract<ChartSettings, { kind: 'scatter' }>,
  axis: 'isLogX' | 'isLogY',
  scale: Scale,
): ChartSettings {
  const { [axis]: _, ...others } = chart;
  return scale === 'auto' ? others : { ...others, [axis]: scale === 'log' };
}

interface ChoiceProps<Value extends string> {
  label: string;
  choices: readonly (readonly [Value, string])[];
  chosen: Value;
  onChoose: (value: Value) => void;
}

function Choice<Value extends string>({ label, ...choice }: ChoiceProps<Value>) {
  return (
    <div className="flex flex-col items-start">
      <span aria-hidden className="mb-1 text-12 text-muted">
        {label}
      </span>
      <SegmentedChoice label={label} {...choice} />
    </div>
  );
}
