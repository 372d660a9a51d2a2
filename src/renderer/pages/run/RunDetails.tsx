import type { Run } from '../../../contract/index.ts';
import { KeyValueList } from '../../components/KeyValueList.tsx';
import { RunOverview } from './RunOverview.tsx';

const NOTE = 'mlflow.note.content';

/** What a run is, beside its metrics. */
export function RunDetails({ run }: { run: Run }) {
  const { params = [], tags = [] } = run.data;
  const note = tags.find(({ key }) => key === NOTE)?.value;
  const own = tags.filter(({ key }) => !key.startsWith('mlflow.'));
  const system = tags.filter(({ key }) => key.startsWith('mlflow.') && key !== NOTE);
  return (
    <div className="min-h-0 overflow-y-auto border-l border-separator pb-6">
      <RunOverview run={run} />
      <KeyValueList title="Params" entries={params} hint={'mlflow.log_param("lr", 0.001)'} />
      <KeyValueList title="Tags" entries={own} hint={'mlflow.set_tag("team", "vision")'} />
      {note && (
        <section className="border-t border-separator px-4 py-3">
          <h2 className="text-12 font-semibold">Notes</h2>
          <p className="mt-1 whitespace-pre-wrap break-words text-12 text-soft">{note}</p>
        </section>
      )}
      {system.length > 0 && <KeyValueList title="MLflow's own tags" entries={system} isFolded />}
    </div>
  );
}
