import { type Caller, doesNotExist, invalidParameter, TrackingError } from '../contract/index.ts';
import * as store from '../store/index.ts';
import type { Context } from './context.ts';
import { getModelRow, getModelVersionRow, getRegisteredModelRow, getRunRow } from './find.ts';
import { checkLength, LIMITS } from './limits.ts';
import { storePath } from './locations.ts';
import { findStage } from './registry-settings.ts';

/** What a client says of where the files of a version are. */
export interface AskedSource {
  source: string;
  run_id?: string | undefined;
  model_id?: string | undefined;
}

/** The same, checked and completed. */
export interface ModelSource {
  source: string;
  /** Where the files are: other than the source for sources models:/… */
  storage_location: string;
  run_id: string | undefined;
  model_id: string | undefined;
}

/** The sources of prompt versions, whose text is in their tags: MLflow's clients send one of these. */
const PROMPT_SOURCES = ['dummy-source', 'prompt-template'];
/** Addresses that name a host, which MLflow's server refuses to be sent to; here too, but for folders of the owner itself. */
const HOST_ADDRESSED = /^(ftp|sftp|hdfs|viewfs|https?|r2|b2|abfss)$/;

const shown = (source: string) => JSON.stringify(source.slice(0, 200));

function refuse(source: string, why: string): never {
  throw invalidParameter(`Invalid model version source: ${shown(source)}. ${why}`);
}

const refuseOwner = (source: string, field: 'run_id' | 'model_id') =>
  refuse(source, `The ${field} request parameter must identify the resource that contains the source.`);

/** Percent-encoding taken off until none is left: what any reader further down might make of the text. */
function decoded(text: string): string {
  let plain = text;
  for (let before = ''; before !== plain; ) {
    before = plain;
    plain = before.replace(/(%[0-9a-f]{2})+/gi, (run) =>
      Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
    );
  }
  return plain;
}

interface Parts {
  /** Lower case; empty for a plain path. */
  scheme: string;
  authority: string;
  path: string;
}

function partsOf(source: string): Parts {
  const match = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#\\]*))?(.*)$/is.exec(source);
  if (match === null) return { scheme: '', authority: '', path: source };
  const [, scheme = '', authority = '', path = ''] = match;
  return { scheme: scheme.toLowerCase(), authority, path };
}

/** Refuses what could lead somewhere else than it says, however it is written. */
function checkPlain(source: string): void {
  const plain = decoded(source);
  if (/[\p{Cc}\\]/u.test(plain)) refuse(source, 'It holds backslashes or control characters.');
  const path = partsOf(plain).path.replace(/[?#;].*$/s, '');
  const isRelative = plain.split(/[/?#;]/).some((part) => part.trim() === '..' || part.trim() === '.');
  if (!path.startsWith('/') || path === '/' || isRelative)
    refuse(source, 'An absolute path without relative parts such as .. must be provided.');
}

function checkNotLocal(source: string, scheme: string): void {
  if (scheme === '' || scheme === 'file' || scheme.length === 1)
    refuse(
      source,
      'Files of this machine cannot be a source: log the model to a run and register runs:/<run_id>/<path> or models:/<model_id>.',
    );
}

/** The owner that a request names, undefined where there is none: a wrong owner must not read as a missing one. */
function found<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof TrackingError && error.code === 'RESOURCE_DOES_NOT_EXIST') return undefined;
    throw error;
  }
}

/** Whether a folder lies in another, or is it. */
function isWithin(source: string, root: string | undefined): boolean {
  if (root === undefined) return false;
  const inner = storePath(source) ?? source;
  const outer = (storePath(root) ?? root).replace(/\/+$/, '');
  return outer !== '' && (inner === outer || inner.startsWith(`${outer}/`));
}

function runRoot(context: Context, caller: Caller, runId: string | undefined): string | undefined {
  if (!runId) return undefined;
  const run = found(() => getRunRow(context, caller, runId));
  return run && store.runInfo(context.store.database, run.id)?.artifact_uri;
}

function loggedModelInfo(context: Context, caller: Caller, modelId: string) {
  const { id } = getModelRow(context, caller, modelId);
  return store.loggedModel(context.store.database, id).info;
}

/** A source models:/name/…, as the version that it means now. */
function registeredVersion(context: Context, caller: Caller, source: string, path: string) {
  const [, name = '', suffix, alias] = /^\/([^/@]+)(?:\/([^/]+)|@([^/]+))$/.exec(path) ?? [];
  if (name === '')
    return refuse(source, 'Registered models are models:/<name>/<version>, /<stage> or @<alias>.');
  const model = getRegisteredModelRow(context, caller, name);
  if (model.is_prompt) return refuse(source, 'Prompt versions cannot be used as model version sources.');
  const number = numberOf(context, caller, model.id, { suffix, alias });
  if (number === undefined) throw doesNotExist(`No version of model '${name}' is meant by ${shown(source)}.`);
  return getModelVersionRow(context, caller, name, number).version;
}

function numberOf(
  context: Context,
  caller: Caller,
  model: number,
  { suffix = '', alias }: { suffix: string | undefined; alias: string | undefined },
): number | undefined {
  const { database } = context.store;
  if (alias !== undefined) return store.findModelAlias(database, model, alias);
  if (/^\d{1,15}$/.test(suffix)) return Number(suffix);
  if (suffix.toLowerCase() === 'latest') return store.highestVersion(database, model)?.version;
  const stage = findStage(context, caller.workspace, suffix);
  return store.latestVersions(database, [model], [stage.name]).at(-1)?.version;
}

/** A copy of another version: it is of the same run and logged model, which the request may repeat. */
function copyOf(context: Context, caller: Caller, asked: AskedSource, path: string): ModelSource {
  const { source, run_id, model_id } = asked;
  const original = registeredVersion(context, caller, source, path);
  const differs = (given: string | undefined, own: string | undefined) =>
    given !== undefined && given !== '' && given !== (own ?? '');
  if (differs(run_id, original.run_id) || differs(model_id, original.model_id))
    refuse(source, 'The run_id and model_id request parameters must match the referenced model version.');
  return {
    source: `models:/${original.name}/${original.version}`,
    storage_location: original.storage_location ?? original.source,
    run_id: original.run_id,
    model_id: original.model_id,
  };
}

function ofLoggedModel(context: Context, caller: Caller, asked: AskedSource, path: string): ModelSource {
  const { source, run_id, model_id } = asked;
  if (!model_id || path !== `/${model_id}`) return refuseOwner(source, 'model_id');
  const info = loggedModelInfo(context, caller, model_id);
  return {
    source,
    storage_location: info.artifact_uri,
    run_id: run_id || info.source_run_id || undefined,
    model_id,
  };
}

/** Whether the run or logged model that the request names holds the source. */
function isOwned(
  context: Context,
  caller: Caller,
  { source, run_id, model_id }: AskedSource,
  parts: Parts,
): boolean {
  if (parts.scheme === 'runs')
    return !model_id && parts.authority === '' && !!run_id && parts.path.split('/')[1] === run_id;
  if (parts.scheme !== 'mlflow-artifacts' && !HOST_ADDRESSED.test(parts.scheme)) return true;
  const root = model_id
    ? found(() => loggedModelInfo(context, caller, model_id))?.artifact_uri
    : runRoot(context, caller, run_id);
  return isWithin(source, root);
}

/** A source that names its place itself. */
function ofAddress(context: Context, caller: Caller, asked: AskedSource, parts: Parts): ModelSource {
  const { source, run_id, model_id } = asked;
  if (!isOwned(context, caller, asked, parts)) refuseOwner(source, model_id ? 'model_id' : 'run_id');
  const model = model_id ? loggedModelInfo(context, caller, model_id) : undefined;
  return {
    source,
    storage_location: source,
    run_id: run_id || model?.source_run_id || undefined,
    model_id: model?.model_id,
  };
}

/**
 * Checks where a new version says that its files are. Files of this machine are refused; what this server keeps must belong to the
 * run or logged model that is named with it; addresses of other stores are kept as they are and never opened. Throws
 * INVALID_PARAMETER_VALUE, and RESOURCE_DOES_NOT_EXIST for models that are not there.
 */
export function modelSource(context: Context, caller: Caller, asked: AskedSource): ModelSource {
  const { source } = asked;
  checkLength(source, LIMITS.registryLink, 'source');
  if (source === '') throw invalidParameter("Missing value for required parameter 'source'.");
  const parts = partsOf(source);
  checkNotLocal(source, parts.scheme);
  checkPlain(source);
  if (parts.scheme !== 'models') return ofAddress(context, caller, asked, parts);
  if (parts.authority !== '') refuseOwner(source, 'model_id');
  const isLoggedModel = /^\/[^/@]+$/.test(parts.path);
  return (isLoggedModel ? ofLoggedModel : copyOf)(context, caller, asked, parts.path);
}

/** The source of a prompt version, which names no files. Throws INVALID_PARAMETER_VALUE. */
export function promptSource(source: string): ModelSource {
  if (!PROMPT_SOURCES.includes(source))
    throw invalidParameter(
      `Invalid prompt source: ${shown(source)}. Prompt sources must use an MLflow placeholder: ${PROMPT_SOURCES.join(' or ')}.`,
    );
  return { source, storage_location: source, run_id: undefined, model_id: undefined };
}
