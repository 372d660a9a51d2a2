import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Page } from '../../components/Page.tsx';
import { Snippet } from '../../components/Snippet.tsx';
import { folderCrumbs } from '../../components/use-experiment-crumbs.ts';
import { experimentPaths } from '../../experiment-tree.ts';
import { formatCount } from '../../format.ts';
import { useOverlay } from '../../overlay.ts';
import { useExperiments } from '../../queries/experiments.ts';
import { ExperimentsTable } from './ExperimentsTable.tsx';
import { matching, within } from './find-experiments.ts';

/** The experiments by folders, or those of one folder: `?folder=vision/resnet`. */
export function ExperimentsPage() {
  const [query, setQuery] = useSearchParams();
  const { open } = useOverlay();
  const isDeleted = query.get('show') === 'deleted';
  const search = query.get('search') ?? '';
  const folder = query.get('folder') ?? '';
  const experiments = useExperiments(isDeleted ? 'DELETED_ONLY' : 'ACTIVE_ONLY');
  const { data } = experiments;
  const all = useMemo(() => data ?? [], [data]);
  const folders = useMemo(() => folder.split('/').filter((part) => part !== ''), [folder]);
  const place = useMemo(() => within(all, experimentPaths(all), folders), [all, folders]);
  const shown = useMemo(() => matching(place.experiments, search), [place, search]);
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
  const count = place.experiments.length;
  return (
    <Page
      title={folders.at(-1) ?? 'Experiments'}
      crumbs={folders.length === 0 ? [] : folderCrumbs(folders.slice(0, -1))}
      beside={data && <span className="text-12 text-muted tabular-nums">{formatCount(count)}</span>}
      actions={
        <>
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
        </>
      }
      query={experiments}
    >
      {data !== undefined && count === 0 && <Nothing isDeleted={isDeleted} folder={folder} />}
      {count > 0 && (
        <ExperimentsTable
          // Another list begins with no row active, none ticked and every folder open.
          key={`${isDeleted} ${folder}`}
          experiments={shown}
          folder={folders.join('/')}
          pathOf={place.pathOf}
          isDeleted={isDeleted}
          search={search}
          onSearch={(text) => set('search', text)}
        />
      )}
    </Page>
  );
}

function Nothing({ isDeleted, folder }: { isDeleted: boolean; folder: string }) {
  if (folder !== '')
    return (
      <EmptyState title={isDeleted ? 'Nothing deleted in this folder' : 'Nothing in this folder'}>
        A folder is there as long as an experiment is named after it, such as{' '}
        <span className="font-mono text-12 break-all">{folder}/new</span>.
        <p className="mt-3">
          <Link to="/experiments" className="text-accent-ink hover:underline">
            All experiments
          </Link>
        </p>
      </EmptyState>
    );
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
