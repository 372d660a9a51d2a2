import { PackagePlus } from 'lucide-react';
import { Link } from 'react-router';
import type { LoggedModel, ModelVersion, Run } from '../../../contract/index.ts';
import { CopyButton } from '../../components/CopyButton.tsx';
import { DetailSection } from '../../components/DetailSection.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { folderOfSource, loggedModelSource } from '../../model-source.ts';
import { useLoggedModels } from '../../queries/run.ts';
import { useRunRegistrations } from '../../queries/run-registrations.ts';
import { openRegister } from '../../register-dialog.ts';
import { ModelRegistration } from './ModelRegistration.tsx';
import { isReady, modelIdsOf } from './run-models.ts';
import { artifactPath, runPath } from './use-run-tab.ts';

/** The models that a run logged or was given, and what they were registered as. */
export function RunModels({ run }: { run: Run }) {
  const { run_id, artifact_uri } = run.info;
  const models = useLoggedModels(modelIdsOf(run));
  const { data: versions = [] } = useRunRegistrations(run_id);
  const madeOf = (model: LoggedModel) => versions.filter((version) => isOfModel(version, model));
  const others = versions.filter((version) => !models.some((model) => isOfModel(version, model)));
  const sources = [...new Set(others.map(({ source }) => source))];
  const count = models.length + sources.length;
  if (count === 0) return null;
  return (
    <DetailSection title="Models" count={count}>
      <ul>
        {models.map((model) => (
          <LoggedModelLine key={model.info.model_id} run={run} model={model} versions={madeOf(model)} />
        ))}
        {sources.map((source) => (
          <SourceLine
            key={source}
            run={run}
            source={source}
            folder={folderOfSource(source, artifact_uri)}
            versions={others.filter((version) => version.source === source)}
          />
        ))}
      </ul>
    </DetailSection>
  );
}

function isOfModel({ source }: ModelVersion, { info }: LoggedModel): boolean {
  return source === `models:/${info.model_id}` || source === info.artifact_uri;
}

const STATES: Readonly<Record<string, string>> = {
  LOGGED_MODEL_PENDING: 'being written',
  LOGGED_MODEL_UPLOAD_FAILED: 'not written whole',
};

interface LoggedModelLineProps {
  run: Run;
  model: LoggedModel;
  versions: readonly ModelVersion[];
}

function LoggedModelLine({ run, model, versions }: LoggedModelLineProps) {
  const { info } = model;
  const isMade = run.outputs?.model_outputs?.some(({ model_id }) => model_id === info.model_id);
  const page = runPath(run.info.experiment_id, run.info.run_id);
  return (
    <li>
      <div className="flex h-7 items-center gap-2">
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
        <span className="flex flex-none">
          {isReady(model) && (
            <IconButton
              icon={PackagePlus}
              label={`Register ${info.name}…`}
              onClick={() => openRegister([loggedModelSource(model)])}
            />
          )}
          <CopyButton text={`models:/${info.model_id}`} what="model URI" />
        </span>
      </div>
      <Registrations versions={versions} />
    </li>
  );
}

interface SourceLineProps {
  run: Run;
  source: string;
  /** Below the run's artifacts; undefined where the files are elsewhere. */
  folder: string | undefined;
  versions: readonly ModelVersion[];
}

/** What was registered of a run without being logged as a model: a folder of its artifacts, or a place elsewhere. */
function SourceLine({ run, source, folder, versions }: SourceLineProps) {
  const page = runPath(run.info.experiment_id, run.info.run_id);
  return (
    <li>
      <div className="flex h-7 items-center gap-2">
        {folder === undefined ? (
          <span title={source} className="min-w-0 truncate font-mono">
            {source}
          </span>
        ) : (
          <Link
            to={artifactPath(page, folder === '' ? 'MLmodel' : `${folder}/MLmodel`)}
            title="Show its files"
            className="min-w-0 truncate font-medium hover:underline"
          >
            {folder === '' ? 'all artifacts' : folder}
          </Link>
        )}
        <span className="ml-auto flex flex-none items-center gap-2 text-muted">
          {folder !== undefined && 'among its artifacts'}
          <CopyButton text={source} what="source" />
        </span>
      </div>
      <Registrations versions={versions} />
    </li>
  );
}

function Registrations({ versions }: { versions: readonly ModelVersion[] }) {
  if (versions.length === 0) return null;
  return (
    <ul className="pb-1">
      {versions.map((version) => (
        <ModelRegistration key={`${version.name}/${version.version}`} version={version} />
      ))}
    </ul>
  );
}
