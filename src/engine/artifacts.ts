import { type ArtifactPath, type FileInfo, parseArtifactPath } from '../artifacts/index.ts';
import { invalidParameter } from '../contract/index.ts';
import * as store from '../store/index.ts';
import type { Context, Handlers } from './context.ts';
import { getModelRow, getRunRow, requiredRunId } from './find.ts';
import { localPath } from './locations.ts';

type Names =
  | 'listRunArtifacts'
  | 'listArtifacts'
  | 'createMultipartUpload'
  | 'completeMultipartUpload'
  | 'abortMultipartUpload'
  | 'listLoggedModelArtifacts';

const PART_URL = '/api/2.0/mlflow-artifacts/mpu/part/';

function folderOf(text: string | undefined): ArtifactPath {
  return parseArtifactPath(text ?? '', { decoded: true, folder: true });
}

const below = (folder: string, name: string) => (folder === '' ? name : `${folder}/${name}`);

/** The entries of a folder below an object's own artifact root, with paths relative to that root. */
async function listBelow(context: Context, rootUri: string, path: string | undefined) {
  const folder = folderOf(path);
  const entries = await context.artifacts.list(below(localPath(rootUri), folder) as ArtifactPath);
  const files = entries.map((entry) => ({ ...entry, path: below(folder, entry.path) }));
  return { root_uri: rootUri, ...(files.length > 0 && { files }) };
}

function uploadId(request: { upload_id?: string | undefined }): string {
  if (request.upload_id) return request.upload_id;
  throw invalidParameter("Missing value for required parameter 'upload_id'.");
}

export const artifactHandlers: Handlers<Names> = {
  listRunArtifacts(context, request, caller) {
    const run = getRunRow(context, caller, requiredRunId(request));
    const info = store.runInfo(context.store.database, run.id);
    return listBelow(context, info?.artifact_uri ?? '', request.path);
  },

  listLoggedModelArtifacts(context, request, caller) {
    const model = getModelRow(context, caller, request.model_id);
    const { info } = store.loggedModel(context.store.database, model.id);
    return listBelow(context, info.artifact_uri, request.artifact_directory_path);
  },

  async listArtifacts(context, request) {
    const files: FileInfo[] = await context.artifacts.list(folderOf(request.path));
    return files.length > 0 ? { files } : {};
  },

  async createMultipartUpload(context, request) {
    const parts = Number(request.num_parts ?? 0);
    const path = parseArtifactPath(request.path, { decoded: true });
    const { upload_id } = await context.artifacts.createMultipart(path, parts);
    const url = `${PART_URL}${path.split('/').map(encodeURIComponent).join('/')}?upload_id=${upload_id}&part_number=`;
    const credentials = Array.from({ length: parts }, (_, index) => ({
      url: `${url}${index + 1}`,
      part_number: index + 1,
    }));
    return { upload_id, credentials };
  },

  async completeMultipartUpload(context, request) {
    const parts = (request.parts ?? []).map(({ part_number, etag }) => ({
      part_number: Number(part_number),
      etag,
    }));
    await context.artifacts.completeMultipart(
      parseArtifactPath(request.path, { decoded: true }),
      uploadId(request),
      parts,
    );
    return {};
  },

  async abortMultipartUpload(context, request) {
    await context.artifacts.abortMultipart(
      parseArtifactPath(request.path, { decoded: true }),
      uploadId(request),
    );
    return {};
  },
};
