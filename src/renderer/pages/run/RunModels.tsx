import { Link } from 'react-router';
import type { LoggedModel, Run } from '../../../contract/index.ts';
import { CopyButton } from '../../components/CopyButton.tsx';
import { useLoggedModels } from '../../queries/run.ts';
import { DetailSection } from './DetailSection.tsx';
import { modelIdsOf } from './run-models.ts';
import { artifactPath, runPath } from './use-run-tab.ts';

/** The models that a run logged or was given. */
export function RunModels({ run }: { run: Run }) {
  const ids = modelIdsOf(run);
  const models = useLoggedModels(ids);
  if (ids.length === 0) return null;
  return (
    <DetailSection title="Models" count={ids.length}>
      <ul>
        {models.map((model) => (
          <Model key={model.info.model_id} run={run} model={model} />
        ))}
      </ul>
    </DetailSection>
  );
}

const STATES: Readonly<Record<string, string>> = {
  LOGGED_MODEL_PENDING: 'being written',
  LOGGED_MODEL_UPLOAD_FAILED: 'not written whole',
};

function Model({ run, model: { info } }: { run: Run; model: LoggedModel }) {
  const isMade = run.outputs?.model_outputs?.some(({ model_id }) => model_id === info.model_id);
  const page = runPath(run.info.experiment_id, run.info.run_id);
  return (
    <li className="flex h-7 items-center gap-2">
      <Link
        to={artifactPath(page, 'MLmodel', info.model_id)}
        title="Show its files"
        className="min-w-0 truncate font-medium hover:underline"
      >
        {info.name}
      </Link>
      <span className="min-w-0 truncate text-muted">{info.model_type}</span>
      <span className="ml-auto flex-none text-muted">
        {STATES[info.status] ?? (isMade ? 'logged by it' : 'given to it')}
      </span>
      <CopyButton text={`models:/${info.model_id}`} what="model URI" />
    </li>
  );
}
