import { useMemo } from 'react';
import { useParams } from 'react-router';
import { CopyButton } from '../../components/CopyButton.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { folderCrumbs, useExperimentCrumbs } from '../../components/use-experiment-crumbs.ts';
import { useExperiment, useExperiments } from '../../queries/experiments.ts';
import { RunsPane } from './RunsPane.tsx';
import { RunsTableSkeleton } from './RunsTableSkeleton.tsx';
import { useOpenRunsView } from './use-runs-view.ts';

/** The runs of one experiment, or of several: `/experiments/1,2`. */
export function ExperimentPage() {
  const { experimentId = '' } = useParams();
  return <Experiments key={experimentId} experiments={experimentId} />;
}

function Experiments({ experiments }: { experiments: string }) {
  const experimentIds = useMemo(() => experiments.split(',').filter((id) => id !== ''), [experiments]);
  const [firstId = ''] = experimentIds;
  const { data: first, error, refetch } = useExperiment(firstId);
  const { data: all = [] } = useExperiments();
  const isOpen = useOpenRunsView(experiments);
  const names = experimentIds.map((id) =>
    id === firstId ? first?.name : all.find(({ experiment_id }) => experiment_id === id)?.name,
  );
  const title = names.map((name, index) => name ?? experimentIds[index]).join(', ');
  const one = useExperimentCrumbs(title);
  const { crumbs, label } = experimentIds.length === 1 ? one : { crumbs: folderCrumbs([]), label: title };
  if (error && first === undefined)
    return (
      <>
        <PageHeader crumbs={folderCrumbs([])} title={experiments} />
        <div className="p-2">
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        </div>
      </>
    );
  return (
    <>
      <title>{`${first === undefined ? 'Experiment' : title} · Tidemark`}</title>
      {isOpen ? (
        <RunsPane
          experimentIds={experimentIds}
          crumbs={crumbs}
          title={first === undefined ? '' : label}
          beside={first && <CopyButton text={experiments} what="experiment id" />}
          experimentName={first?.name ?? ''}
        />
      ) : (
        <>
          <PageHeader crumbs={crumbs} title={first === undefined ? '' : label} />
          <RunsTableSkeleton />
        </>
      )}
    </>
  );
}
