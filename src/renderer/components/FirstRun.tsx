import { useTrackingUri } from '../tracker.ts';
import { Snippet } from './Snippet.tsx';

/*
 * FirstRun: what to paste for the first run of an experiment to appear.
 *   experimentName
 */
export function FirstRun({ experimentName }: { experimentName: string }) {
  const trackingUri = useTrackingUri();
  const script = [
    'import mlflow',
    `mlflow.set_experiment(${JSON.stringify(experimentName)})`,
    'with mlflow.start_run(): mlflow.log_metric("loss", 0.25)',
  ].join('\n');
  return (
    <section className="mx-auto w-full max-w-140 px-6 pt-16">
      <h2 className="text-15 font-semibold">No runs yet</h2>
      <p className="mt-1 text-soft">
        Point your script at this tracker. Its runs appear here as they start, without a reload.
      </p>
      <Snippet
        label="In the shell that starts your script"
        code={`export MLFLOW_TRACKING_URI=${trackingUri}`}
        what="line"
      />
      <Snippet label="Or try it with three lines of Python" code={script} what="script" />
      <p className="mt-4 flex items-center gap-2 text-12 text-muted">
        <span className="size-1.5 rounded-full bg-accent motion-safe:animate-pulse-slow" />
        Waiting for the first run
      </p>
    </section>
  );
}
