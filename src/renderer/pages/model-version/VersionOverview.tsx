import { KeyValueList } from '../../components/KeyValueList.tsx';
import { formatNumber } from '../../format.ts';
import type { Artifact } from '../../queries/artifacts.ts';
import type { ModelLineage } from '../../queries/model-lineage.ts';
import type { VersionOf } from '../../queries/model-versions.ts';
import { useFlavors, VersionModel } from './VersionModel.tsx';
import { VersionUse } from './VersionUse.tsx';

interface VersionOverviewProps {
  of: VersionOf;
  lineage: ModelLineage;
  folder: Artifact | undefined;
  uris: readonly string[];
}

/** How a version is used, how good it is, and what its files say of it. */
export function VersionOverview({ of, lineage, folder, uris }: VersionOverviewProps) {
  const { logged_model, run_metrics, run } = lineage;
  const flavors = useFlavors(folder);
  const metrics = (logged_model?.metrics ?? []).map(({ key, value, dataset_name }) => ({
    key: dataset_name === undefined ? key : `${key} on ${dataset_name}`,
    value: formatNumber(Number(value)),
  }));
  const ofRun = run_metrics.map(({ key, value }) => ({ key, value: formatNumber(Number(value)) }));
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label="Overview"
      className="min-h-0 overflow-y-auto pb-6 *:max-w-248 *:first:border-t-0"
    >
      <VersionUse of={of} uris={uris} flavors={flavors} />
      {metrics.length > 0 && <KeyValueList title="Metrics" entries={metrics} />}
      {ofRun.length > 0 && (
        <KeyValueList
          title={metrics.length > 0 ? 'Metrics of its run' : 'Metrics'}
          entries={ofRun}
          isFolded={metrics.length > 0}
        />
      )}
      {logged_model && logged_model.params.length > 0 && (
        <KeyValueList title="Params" entries={logged_model.params} />
      )}
      {folder === undefined && lineage.artifacts === undefined ? (
        <FilesElsewhere lineage={lineage} />
      ) : (
        folder && <VersionModel folder={folder} />
      )}
      {metrics.length + ofRun.length === 0 && run === undefined && <NoRun />}
    </div>
  );
}

/** Said where the source leads to no files of this tracker. */
export function FilesElsewhere({ lineage: { version, run } }: { lineage: ModelLineage }) {
  return (
    <section className="border-t border-separator px-4 py-3 text-12">
      <h2 className="font-semibold">Its files are not here</h2>
      <p className="mt-1 text-muted">
        {version.source === '' ? (
          'No source was given when it was registered.'
        ) : (
          <>
            They lie at <span className="font-mono break-all text-soft">{version.source}</span>
            {run?.lifecycle_stage === 'deleted' && ', and its run is in the trash'}. What is loaded by its URI
            is read from there; signature, requirements and files cannot be shown.
          </>
        )}
      </p>
    </section>
  );
}

function NoRun() {
  return (
    <p className="border-t border-separator px-4 py-3 text-12 text-muted">
      It was registered without a run, so there are no metrics. With{' '}
      <code className="font-mono text-11 text-soft">mlflow.register_model("runs:/RUN_ID/model", …)</code> they
      are those of the run.
    </p>
  );
}
