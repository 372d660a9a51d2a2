import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { type Command, useCommands } from '../../commands.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Page } from '../../components/Page.tsx';
import { Snippet } from '../../components/Snippet.tsx';
import { formatCount } from '../../format.ts';
import { useTrackingUri } from '../../tracker.ts';
import { ModelList } from './ModelList.tsx';
import { NewModelDialog } from './NewModelDialog.tsx';
import { useModelList } from './use-model-list.ts';

/** The registered models, with their search and order in the address. */
export function ModelsPage() {
  const { rows, total, isNothing, isShown, query, list } = useModelList('models');
  const [isCreating, setCreating] = useState(false);
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
      query={query}
    >
      {isNothing && <Nothing />}
      {isShown && <ModelList models={rows} {...list} />}
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
