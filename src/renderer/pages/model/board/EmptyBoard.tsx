import { EmptyState } from '../../../components/EmptyState.tsx';
import { Snippet } from '../../../components/Snippet.tsx';
import { useTrackingUri } from '../../../tracker.ts';

/** What to do where a model has no versions yet. */
export function EmptyBoard({ name }: { name: string }) {
  const trackingUri = useTrackingUri();
  const lines = [
    'import mlflow',
    `mlflow.set_tracking_uri(${JSON.stringify(trackingUri)})`,
    `mlflow.register_model("runs:/RUN_ID/model", ${JSON.stringify(name)})`,
  ];
  return (
    <EmptyState title="No versions yet">
      <p>
        A version is a model of a run, under this name. Its card stands here and is dragged from stage to
        stage.
      </p>
      <Snippet
        label="In Python, with the id of a run that logged a model"
        code={lines.join('\n')}
        what="lines"
      />
    </EmptyState>
  );
}
