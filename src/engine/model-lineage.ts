import type { Caller, LoggedModel, ModelLineage } from '../contract/index.ts';
import * as store from '../store/index.ts';
import type { Context, Handlers } from './context.ts';
import { getModelVersionRow } from './find.ts';
import { storePath } from './locations.ts';

const MOST_METRICS = 200;
const MOST_VERSIONS = 200;

type Logged = NonNullable<ModelLineage['logged_model']>;
type Artifacts = NonNullable<ModelLineage['artifacts']>;
/** Where an owner of artifacts keeps them. */
interface Root {
  object_type: Artifacts['object_type'];
  object_id: string;
  artifact_uri: string;
}

/** The latest point of each metric on each data set: a model has one for each run that logged it. */
function latestMetrics(metrics: NonNullable<LoggedModel['data']['metrics']>): Logged['metrics'] {
  const latest = new Map<string, (typeof metrics)[number]>();
  for (const metric of metrics) {
    const key = JSON.stringify([metric.key, metric.dataset_name, metric.dataset_digest]);
    const other = latest.get(key);
    if (other === undefined || metric.timestamp > other.timestamp) latest.set(key, metric);
  }
  return [...latest.values()]
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ key, value, dataset_name }) => ({ key, value, ...(dataset_name && { dataset_name }) }));
}

/** A logged model, deleted ones too: a version of one still comes from it. */
function loggedModelOf(
  context: Context,
  caller: Caller,
  modelId: string | undefined,
): { logged: Logged; artifact_uri: string } | undefined {
  const { database } = context.store;
  const row = modelId === undefined ? undefined : store.findLoggedModel(database, modelId);
  if (row === undefined || row.workspace !== caller.workspace) return undefined;
  const { info, data } = store.loggedModel(database, row.id);
  const logged: Logged = {
    model_id: info.model_id,
    name: info.name,
    status: info.status,
    experiment_id: info.experiment_id,
    ...(row.deleted && { deleted: true as const }),
    params: [...(data.params ?? [])].sort((one, other) => (one.key < other.key ? -1 : 1)),
    metrics: latestMetrics(data.metrics ?? []),
  };
  return { logged, artifact_uri: info.artifact_uri };
}

/** The path of a folder of the artifact store below the root of an owner; undefined where it is elsewhere. */
function pathBelow(location: string, root: string): string | undefined {
  const inner = storePath(location);
  const outer = storePath(root);
  if (inner === undefined || outer === undefined) return undefined;
  if (inner === outer) return '';
  return inner.startsWith(`${outer}/`) ? inner.slice(outer.length + 1) : undefined;
}

/** Where the files of a version are, as far as a run or a logged model holds them. */
function artifactsOf(location: string, roots: readonly Root[]): Artifacts | undefined {
  const [, runId, path = ''] = /^runs:\/([^/]+)(?:\/(.*))?$/.exec(location) ?? [];
  for (const { object_type, object_id, artifact_uri } of roots) {
    if (object_type === 'run' && runId === object_id) return { object_type, object_id, path };
    const below = pathBelow(location, artifact_uri);
    if (below !== undefined) return { object_type, object_id, path: below };
  }
  return undefined;
}

/** The version that this one was copied from, which may be gone. */
function copiedFrom(source: string): store.VersionRef | undefined {
  const [, name, version] = /^models:\/([^/]+)\/(\d+)$/.exec(source) ?? [];
  return name === undefined || version === undefined ? undefined : { name, version };
}

function versionOf(row: store.ModelVersionRow, aliases: string[]): ModelLineage['version'] {
  const { name, version, stage, source, run_link, creation_time, user_id, status, parent_version } = row;
  return {
    ...{ name, version: String(version), stage, aliases, source, creation_time, status },
    ...(run_link && { source_run_link: run_link }),
    ...(user_id && { user_id }),
    ...(parent_version !== undefined && { parent_version: String(parent_version) }),
  };
}

export const modelLineageHandlers: Handlers<'getModelVersionLineage'> = {
  getModelVersionLineage(context, request, caller) {
    const { database } = context.store;
    const { workspace } = caller;
    const { version } = getModelVersionRow(context, caller, request.name, request.version);
    const model = loggedModelOf(context, caller, version.model_id);
    const run = version.run_id ? store.lineageRun(database, workspace, version.run_id) : undefined;
    const roots: Root[] = [];
    if (model !== undefined && !model.logged.deleted)
      roots.push({ ...model, object_type: 'logged_model', object_id: model.logged.model_id });
    if (run !== undefined) roots.push({ ...run, object_type: 'run', object_id: run.run.run_id });
    const artifacts = artifactsOf(version.storage_location ?? version.source, roots);
    const copied_from = copiedFrom(version.source);
    const address = `models:/${version.name}/${version.version}`;
    return {
      version: versionOf(version, store.aliasesOfVersions(database, [version.id]).get(version.id) ?? []),
      ...(artifacts && { artifacts }),
      ...(run && { run: run.run }),
      ...(model && { logged_model: model.logged }),
      run_metrics: run ? (store.firstRunMetrics(database, [run.id], MOST_METRICS).get(run.id) ?? []) : [],
      datasets: run ? store.lineageDatasets(database, run.id) : [],
      ...(copied_from && { copied_from }),
      copies: store.copiesOf(database, workspace, address, MOST_VERSIONS),
      siblings: store.siblingsOf(database, version.id, workspace, MOST_VERSIONS),
    };
  },
};
