import { useSearchParams } from 'react-router';
import type { Run } from '../../../contract/index.ts';
import { Snippet } from '../../components/Snippet.tsx';
import { MetricChart } from './MetricChart.tsx';
import { MetricsTable } from './MetricsTable.tsx';

const SELECTED = 'metric';
/** Measures of the machine come after what the script logs; they have a page of their own. */
const isOfMachine = (key: string) => key.startsWith('system/');
const byName = new Intl.Collator('en', { numeric: true });

/** The latest value of every metric, and the chart of the one that the URL names. */
export function RunMetrics({ run }: { run: Run }) {
  const [search, setSearch] = useSearchParams();
  const metrics = (run.data.metrics ?? []).toSorted(
    (a, b) => Number(isOfMachine(a.key)) - Number(isOfMachine(b.key)) || byName.compare(a.key, b.key),
  );
  const first = metrics.find(({ key }) => /loss/i.test(key)) ?? metrics[0];
  const selected = metrics.find(({ key }) => key === search.get(SELECTED)) ?? first;
  if (selected === undefined) return <NoMetrics />;
  return (
    <div className="flex min-h-0 min-w-0 flex-col">
      <MetricChart key={selected.key} run={run} metricKey={selected.key} />
      <MetricsTable
        runId={run.info.run_id}
        metrics={metrics}
        selectedKey={selected.key}
        onSelect={(key) => setSearch({ [SELECTED]: key }, { replace: true })}
      />
    </div>
  );
}

function NoMetrics() {
  return (
    <section className="mx-auto w-full max-w-140 px-6 pt-16">
      <h2 className="text-15 font-semibold">No metrics yet</h2>
      <p className="mt-1 text-soft">Points that the run logs are drawn here as they arrive.</p>
      <Snippet
        label="In the script, while the run is active"
        code={'mlflow.log_metric("loss", 0.25, step=1)'}
        what="line"
      />
    </section>
  );
}
