import { Scissors } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { SkeletonBar } from '../../components/SkeletonBar.tsx';
import { Snippet } from '../../components/Snippet.tsx';
import { formatBytes } from '../../format.ts';
import { useDiskUsage } from '../../queries/disk.ts';
import { useExperiment } from '../../queries/experiments.ts';
import { DiskList } from './DiskList.tsx';
import { diskTree } from './disk-tree.ts';
import { KeepBestDialog } from './KeepBestDialog.tsx';
import { Treemap } from './Treemap.tsx';

export function DiskPage() {
  const [query] = useSearchParams();
  const experimentId = query.get('experiment') ?? undefined;
  return experimentId === undefined ? (
    <AllOfIt />
  ) : (
    <OneExperiment key={experimentId} experimentId={experimentId} />
  );
}

function AllOfIt() {
  return (
    <>
      <title>Disk · Tidemark</title>
      <PageHeader title="Disk" />
      <Usage experimentId={undefined} />
    </>
  );
}

function OneExperiment({ experimentId }: { experimentId: string }) {
  const { data: experiment } = useExperiment(experimentId);
  const [isAsking, setAsking] = useState(false);
  const name = experiment?.name ?? experimentId;
  return (
    <>
      <title>{`Disk · ${name} · Tidemark`}</title>
      <PageHeader crumbs={[{ label: 'Disk', to: '/disk' }]} title={name}>
        <Button onClick={() => setAsking(true)}>
          <Scissors />
          Keep the best runs
        </Button>
      </PageHeader>
      <Usage experimentId={experimentId} />
      {isAsking && <KeepBestDialog experimentId={experimentId} onClose={() => setAsking(false)} />}
    </>
  );
}

function Usage({ experimentId }: { experimentId: string | undefined }) {
  const { data, error, isPending, refetch } = useDiskUsage(experimentId);
  const navigate = useNavigate();
  const tree = useMemo(() => {
    const roots = diskTree(data?.items ?? []);
    return experimentId === undefined ? roots : (roots[0]?.children ?? roots);
  }, [data, experimentId]);
  if (error)
    return (
      <div className="p-2">
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  if (isPending)
    return (
      <div className="px-4 pt-4">
        {['w-40', 'w-60', 'w-52'].map((width) => (
          <SkeletonBar key={width} width={width} />
        ))}
      </div>
    );
  const { database_bytes, free_bytes, artifacts_bytes, items } = data;
  return (
    <>
      <dl className="flex flex-none gap-8 border-b border-separator px-4 py-2 text-12">
        {experimentId !== undefined && (
          <Figure
            name="Artifacts of this experiment"
            value={formatBytes(items.find(({ kind }) => kind === 'experiment')?.bytes ?? 0)}
          />
        )}
        <Figure
          name={experimentId === undefined ? 'Artifacts' : 'All artifacts'}
          value={formatBytes(artifacts_bytes)}
        />
        <Figure name="Database" value={formatBytes(database_bytes)} />
        {free_bytes > 0 && <Figure name="Free within the database" value={formatBytes(free_bytes)} />}
      </dl>
      {tree.length === 0 ? (
        <EmptyState title="No artifacts here">
          What runs log as files is shown in this place by its size.
          <Snippet label="In a run" code={'mlflow.log_artifact("model.bin")'} what="line" />
        </EmptyState>
      ) : (
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_320px] xl:grid-cols-[minmax(0,1fr)_400px]">
          <div className="min-h-0 p-3">
            <Treemap nodes={tree} onOpen={(path) => void navigate(path)} />
          </div>
          <DiskList items={items} experimentId={experimentId} />
        </div>
      )}
    </>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex gap-2">
      <dt className="text-muted">{name}</dt>
      <dd className="font-mono tabular-nums">{value}</dd>
    </div>
  );
}
