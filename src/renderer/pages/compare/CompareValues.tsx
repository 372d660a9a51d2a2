import { lazy, Suspense, useMemo } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import type { Run } from '../../../contract/index.ts';
import type { Charted } from '../../charts/charted-runs.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { SegmentedChoice } from '../../components/SegmentedChoice.tsx';
import { CompareTable } from './CompareTable.tsx';
import type { CompareAddress } from './compare-address.ts';
import type { Better, CompareSection } from './compare-rows.ts';
import { useCompareView } from './compare-view.ts';

const ChartsPane = lazy(async () => ({ default: (await import('../../charts/ChartsPane.tsx')).ChartsPane }));
const SHOWN = [
  ['diff', 'Differences'],
  ['all', 'Everything'],
] as const;
const METRIC_VALUES = [
  ['last', 'Last'],
  ['min', 'Min'],
  ['max', 'Max'],
  ['best', 'Best'],
] as const;

interface CompareValuesProps {
  runs: readonly Run[];
  sections: readonly CompareSection[];
  metrics: readonly string[];
  charted: Charted;
  address: CompareAddress;
  onChange: (changed: Partial<CompareAddress>) => void;
  onRemove: (runId: string) => void;
}

/** What the runs have, and their curves beside it. */
export function CompareValues(props: CompareValuesProps) {
  const { runs, sections, metrics, charted, address, onChange, onRemove } = props;
  const { view, change } = useCompareView();
  const reference = runs.findIndex(({ info }) => info.run_id === address.reference);
  const choices = useMemo(() => runs.map(({ info }) => info.run_id), [runs]);
  const setBetter = (metric: string, better: Better) =>
    change({ better: { ...view.better, [metric]: better } });
  return (
    <Group className="min-h-0 flex-1">
      <Panel id="values" defaultSize="48%" minSize={320} className="flex min-h-0 flex-col">
        <div
          role="toolbar"
          aria-label="What is compared"
          className="flex flex-none flex-wrap items-center gap-2 border-b border-separator px-3 py-1.5"
        >
          <SegmentedChoice
            label="Rows"
            choices={SHOWN}
            chosen={address.isDiffOnly ? 'diff' : 'all'}
            onChoose={(shown) => onChange({ isDiffOnly: shown === 'diff' })}
          />
          <SegmentedChoice
            label="Value of metrics"
            choices={METRIC_VALUES}
            chosen={address.metricValue}
            onChoose={(metricValue) => onChange({ metricValue })}
          />
          {reference >= 0 && choices.length > 1 && (
            <Button
              look="quiet"
              aria-pressed={address.showsDeltas}
              className="h-6! aria-pressed:bg-selected aria-pressed:text-ink"
              onClick={() => onChange({ showsDeltas: !address.showsDeltas })}
            >
              Δ to the reference
            </Button>
          )}
        </div>
        {sections.length === 0 ? (
          <EmptyState
            title={runs.length === 1 ? 'There is nothing to compare it with' : 'These runs do not differ'}
          >
            {runs.length === 1 ? 'Add another run, or show everything.' : 'Everything shows what they have.'}
          </EmptyState>
        ) : (
          <CompareTable
            runs={runs}
            sections={sections}
            reference={reference < 0 ? undefined : reference}
            showsDeltas={address.showsDeltas}
            onRemove={onRemove}
            onPin={(runId) => onChange({ reference: runId })}
            onBetter={setBetter}
            onOpenFile={(path) => onChange({ tab: 'artifacts', path, model: undefined })}
          />
        )}
      </Panel>
      <Separator
        aria-label="Width of the values"
        className="w-px flex-none bg-separator outline-offset-0 data-[separator=active]:bg-accent data-[separator=hover]:bg-accent"
      />
      <Panel id="charts" minSize={320} className="flex min-h-0 flex-col">
        <Suspense fallback={null}>
          <ChartsPane
            charted={charted}
            metrics={metrics}
            view={view.charts}
            onChange={(charts) => change({ charts })}
          />
        </Suspense>
      </Panel>
    </Group>
  );
}
