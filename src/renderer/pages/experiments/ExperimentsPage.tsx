import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { SkeletonBar } from '../../components/SkeletonBar.tsx';
import { Snippet } from '../../components/Snippet.tsx';
import { formatCount } from '../../format.ts';
import { useOverlay } from '../../overlay.ts';
import { useExperiments } from '../../queries/experiments.ts';
import { ExperimentsTable } from './ExperimentsTable.tsx';

export function ExperimentsPage() {
  const [query, setQuery] = useSearchParams();
  const { open } = useOverlay();
  const isDeleted = query.get('show') === 'deleted';
  const search = query.get('search') ?? '';
  const { data, error, isPending, refetch } = useExperiments(isDeleted ? 'DELETED_ONLY' : 'ACTIVE_ONLY');
  const shown = useMemo(() => matching(data ?? [], search), [data, search]);
  const set = (key: string, value: string) =>
    setQuery(
      (now) => {
        const next = new URLSearchParams(now);
        if (value === '') next.delete(key);
        else next.set(key, value);
        return next;
      },
      { replace: true },
    );
  return (
    <>
      <title>Experiments · Tidemark</title>
      <PageHeader
        title="Experiments"
        beside={data && <span className="text-12 text-muted tabular-nums">{formatCount(data.length)}</span>}
      >
        <fieldset className="flex rounded-md border border-separator p-0.5 text-12">
          <legend className="sr-only">Show</legend>
          {(['Active', 'Deleted'] as const).map((word) => (
            <button
              key={word}
              type="button"
              aria-pressed={isDeleted === (word === 'Deleted')}
              onClick={() => set('show', word === 'Deleted' ? 'deleted' : '')}
              className="h-6 rounded-sm px-2 text-muted aria-pressed:bg-selected aria-pressed:text-ink"
            >
              {word}
            </button>
          ))}
        </fieldset>
        <Button look="primary" onClick={() => open('new-experiment')}>
          <Plus />
          New experiment
        </Button>
      </PageHeader>
      {error && (
        <div className="p-2">
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {isPending && (
        <div className="px-4 pt-12">
          {['w-40', 'w-60', 'w-52'].map((width) => (
            <SkeletonBar key={width} width={width} />
          ))}
        </div>
      )}
      {data?.length === 0 && <Nothing isDeleted={isDeleted} />}
      {data !== undefined && data.length > 0 && (
        <ExperimentsTable
          key={String(isDeleted)}
          experiments={shown}
          isDeleted={isDeleted}
          search={search}
          onSearch={(text) => set('search', text)}
        />
      )}
    </>
  );
}

function Nothing({ isDeleted }: { isDeleted: boolean }) {
  if (isDeleted)
    return (
      <EmptyState title="No deleted experiments">
        An experiment that is deleted stays here, and in the trash, until it is removed for good.
      </EmptyState>
    );
  return (
    <EmptyState title="No experiments yet">
      A script makes an experiment by naming it; a / in the name makes a folder.
      <Snippet label="In the script" code={'mlflow.set_experiment("vision/resnet-sweep")'} what="line" />
    </EmptyState>
  );
}

type Experiments = NonNullable<ReturnType<typeof useExperiments>['data']>;

/** Those whose name, note or tags hold every word. */
function matching(experiments: Experiments, search: string): Experiments {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return experiments;
  return experiments.filter(({ name, tags = [] }) => {
    const text = [name, ...tags.flatMap(({ key, value }) => [key, value])].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
