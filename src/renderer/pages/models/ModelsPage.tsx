import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { type Command, useCommands } from '../../commands.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Page } from '../../components/Page.tsx';
import { Snippet } from '../../components/Snippet.tsx';
import { formatCount } from '../../format.ts';
import { useModelRows } from '../../queries/registered-models.ts';
import { useTrackingUri } from '../../tracker.ts';
import { ModelList } from './ModelList.tsx';
import { filterOfSearch, isFilter, orderByOf, orderInAddress, orderOf } from './model-filter.ts';
import { NewModelDialog } from './NewModelDialog.tsx';

/** The registered models, with their search and order in the address. */
export function ModelsPage() {
  const [query, setQuery] = useSearchParams();
  const search = query.get('search') ?? '';
  const order = orderOf(query.get('order'));
  const [isCreating, setCreating] = useState(false);
  const rows = useModelRows({ kind: 'models', filter: filterOfSearch(search), order: orderByOf(order) });
  const { data, error, hasNextPage, isFetching, fetchNextPage } = rows;
  const models = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const total = data?.pages[0]?.total;
  // A filter that the tracker does not understand is said at the field.
  const problem = error !== null && isFilter(search) ? error.message : undefined;
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
  const commands = useMemo<Command[]>(
    () => [{ section: 'This page', label: 'New model', icon: Plus, keys: 'n', run: () => setCreating(true) }],
    [],
  );
  useCommands(commands);
  return (
    <Page
      title="Models"
      beside={
        total !== undefined && <span className="text-12 text-muted tabular-nums">{formatCount(total)}</span>
      }
      actions={
        <Button look="primary" onClick={() => setCreating(true)}>
          <Plus />
          New model
        </Button>
      }
      query={problem === undefined ? rows : { ...rows, error: null, isPending: false }}
    >
      {total === 0 && search === '' && <Nothing />}
      {(total !== undefined || problem !== undefined) && (total !== 0 || search !== '') && (
        <ModelList
          models={models}
          search={search}
          onSearch={(text) => set('search', text)}
          problem={problem}
          order={order}
          onOrder={(next) => set('order', orderInAddress(next))}
          onEnd={hasNextPage && !isFetching && error === null ? () => void fetchNextPage() : undefined}
        />
      )}
      {isCreating && <NewModelDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}

function Nothing() {
  const uri = useTrackingUri();
  return (
    <EmptyState title="No registered models yet">
      A registered model gives the models of runs a name, versions, stages and aliases. Register one that a
      run has logged:
      <Snippet
        label="In Python"
        what="lines"
        code={`import mlflow\nmlflow.set_tracking_uri("${uri}")\nmlflow.register_model("runs:/RUN_ID/model", "fraud-model")`}
      />
      <Snippet
        label="Or as it is logged"
        what="line"
        code={'mlflow.sklearn.log_model(model, name="model", registered_model_name="fraud-model")'}
      />
    </EmptyState>
  );
}
