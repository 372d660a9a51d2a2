import { type ArtifactPath, type ArtifactStore, parseArtifactPath } from '../artifacts/index.ts';
import {
  type Answer,
  EncodedJson,
  invalidParameter,
  type OperationName,
  type Response,
  type Tracker,
  TrackingError,
} from '../contract/index.ts';
import { replyJson } from './answer.ts';
import { sendArtifact } from './artifact-download.ts';
import { openUpload } from './artifact-upload.ts';
import { LOCAL_CALLER } from './caller.ts';
import { RUN_ARTIFACT_BYTES } from './limits.ts';
import { lastOf, queryOf } from './query.ts';
import type { RawHandler } from './raw-handler.ts';

type Name = 'getArtifact' | 'getLoggedModelArtifact' | 'getModelVersionArtifact' | 'uploadRunArtifact';

const SERVED_URI = /^mlflow-artifacts:(?:\/\/[^/]*)?\/+(.*?)\/*$/;
/** A page may POST these anywhere without asking first (the Fetch standard's safelist), so they must do nothing. */
const FORM_TYPES = /^\s*(text\/plain|multipart\/form-data|application\/x-www-form-urlencoded)\s*(;|$)/i;

async function decoded<Name extends OperationName>(answer: Answer<Name>): Promise<Response<Name>> {
  if (!(answer instanceof EncodedJson)) return answer;
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer.chunks) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

/** Where `path` below `uri` lies in the store. Only what this server holds is served: no other scheme is ever fetched. */
function pathBelow(uri: string, path: string): ArtifactPath {
  const root = SERVED_URI.exec(uri)?.[1];
  if (root === undefined)
    throw new TrackingError(
      'NOT_IMPLEMENTED',
      `These artifacts lie at ${uri}, which this server does not hold. Read them there.`,
    );
  // The path is checked by itself first: joined to its root, an absolute one would look relative.
  return parseArtifactPath(`${parseArtifactPath(root)}/${parseArtifactPath(path, { decoded: true })}`, {
    decoded: true,
  });
}

function requiredQuery(url: string | undefined, ...names: string[]): string {
  const query = queryOf(url ?? '');
  const value = names.map((name) => lastOf(query, name)).find((text) => text !== undefined);
  if (value !== undefined) return value;
  throw invalidParameter(`Missing value for required parameter '${names[0]}' in the query.`);
}

function refuseForms(type: string | undefined): void {
  if (type !== undefined && !FORM_TYPES.test(type)) return;
  throw new TrackingError('BAD_REQUEST', 'Send the bytes with Content-Type application/octet-stream.');
}

const RUN_URI = /^runs:\/+([^/]+)\/*(.*)$/;

/** Artifacts asked for by the run, logged model or model version that they belong to, as MLflow's pages do. */
export function ownerArtifactHandlers(tracker: Tracker, artifacts: ArtifactStore): Record<Name, RawHandler> {
  const pathOfRun = async (run_id: string, path: string): Promise<ArtifactPath> => {
    const { run } = await decoded<'getRun'>(await tracker.call('getRun', { run_id }, LOCAL_CALLER));
    return pathBelow(run.info.artifact_uri, path);
  };
  const pathInRun = (url: string | undefined) => {
    const run_id = requiredQuery(url, 'run_id', 'run_uuid');
    return pathOfRun(run_id, requiredQuery(url, 'path'));
  };
  const pathOfVersion = async (url: string | undefined): Promise<ArtifactPath> => {
    const asked = { name: requiredQuery(url, 'name'), version: requiredQuery(url, 'version') };
    const path = requiredQuery(url, 'path');
    const answer = await tracker.call('getModelVersionDownloadUri', asked, LOCAL_CALLER);
    const { artifact_uri } = await decoded<'getModelVersionDownloadUri'>(answer);
    const [, run_id, folder = ''] = RUN_URI.exec(artifact_uri) ?? [];
    if (run_id === undefined) return pathBelow(artifact_uri, path);
    parseArtifactPath(path, { decoded: true });
    return pathOfRun(run_id, folder === '' ? path : `${folder}/${path}`);
  };
  return {
    getArtifact: async (request, reply) =>
      sendArtifact(request, reply, artifacts, await pathInRun(request.raw.url)),
    getLoggedModelArtifact: async (request, reply) => {
      const { model_id } = request.params as { model_id: string };
      const path = requiredQuery(request.raw.url, 'artifact_file_path');
      const answer = await tracker.call('getLoggedModel', { model_id }, LOCAL_CALLER);
      const { model } = await decoded<'getLoggedModel'>(answer);
      return sendArtifact(request, reply, artifacts, pathBelow(model.info.artifact_uri, path));
    },
    getModelVersionArtifact: async (request, reply) =>
      sendArtifact(request, reply, artifacts, await pathOfVersion(request.raw.url)),
    uploadRunArtifact: async (request, reply) => {
      refuseForms(request.raw.headers['content-type']);
      if (request.raw.headers['content-length'] === '0') throw invalidParameter('Request must specify data.');
      const path = await pathInRun(request.raw.url);
      const { source, options } = openUpload(request, reply, RUN_ARTIFACT_BYTES);
      await artifacts.put(path, source, options);
      return replyJson(request, reply, {});
    },
  };
}
