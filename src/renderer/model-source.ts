import type { LoggedModel } from '../contract/index.ts';
import type { Artifact } from './queries/artifacts.ts';

/** What a version of a registered model is made of, as MLflow's clients name it. */
export interface ModelSource {
  /** What people call it: the name of a logged model, or the path of a folder. */
  label: string;
  source: string;
  run_id?: string;
  model_id?: string;
}

const MODEL_FILE = /(?:^|\/)MLmodel$/;

/** A logged model as a source: the tracker finds its run. */
export function loggedModelSource({ info: { model_id, name } }: LoggedModel): ModelSource {
  return { label: name, source: `models:/${model_id}`, model_id };
}

/**
 * The model that a file named MLmodel tells of: the folder it lies in, of a run, or the whole of a logged model. Undefined for
 * other files, and for a model within a logged model, which no version can be made of.
 */
export function modelSourceOf({ owner, path }: Artifact): ModelSource | undefined {
  if (!MODEL_FILE.test(path)) return undefined;
  const folder = path.split('/').slice(0, -1).join('/');
  if (owner.kind === 'logged_model')
    return folder === '' ? { label: owner.id, source: `models:/${owner.id}`, model_id: owner.id } : undefined;
  const source = folder === '' ? owner.uri : `${owner.uri}/${folder}`;
  return { label: folder === '' ? 'all artifacts' : folder, source, run_id: owner.id };
}

/** The folder of a run that a version was made of, below the run's artifacts; undefined for one that is elsewhere. */
export function folderOfSource(source: string, artifactUri: string): string | undefined {
  if (source === artifactUri) return '';
  return source.startsWith(`${artifactUri}/`) ? source.slice(artifactUri.length + 1) : undefined;
}
