import { type ArtifactStore, parseArtifactPath } from '../artifacts/index.ts';
import { invalidParameter } from '../contract/index.ts';
import { replyJson } from './answer.ts';
import { sendArtifact } from './artifact-download.ts';
import { openUpload } from './artifact-upload.ts';
import { lastOf, queryOf } from './query.ts';
import type { RawHandler } from './raw-handler.ts';

type Name = 'downloadArtifact' | 'uploadArtifact' | 'deleteArtifact' | 'uploadPart';

function partOf(url: string): { uploadId: string; partNumber: number } {
  const query = queryOf(url);
  const uploadId = lastOf(query, 'upload_id');
  const partNumber = Number(lastOf(query, 'part_number'));
  if (uploadId === undefined || !Number.isInteger(partNumber))
    throw invalidParameter('A part is sent to ?upload_id=…&part_number=… as its upload was answered.');
  return { uploadId, partNumber };
}

/** The artifact store over HTTP, as `mlflow-artifacts:` clients use it; bytes are streamed both ways. */
export function artifactHandlers(artifacts: ArtifactStore, limit: number): Record<Name, RawHandler> {
  return {
    downloadArtifact: (request, reply, rest) =>
      sendArtifact(request, reply, artifacts, parseArtifactPath(rest)),
    uploadArtifact: async (request, reply, rest) => {
      const path = parseArtifactPath(rest);
      const { source, options } = openUpload(request, reply, limit);
      await artifacts.put(path, source, options);
      return replyJson(request, reply, {});
    },
    deleteArtifact: async (request, reply, rest) => {
      await artifacts.delete(parseArtifactPath(rest, { folder: true }));
      return replyJson(request, reply, {});
    },
    uploadPart: async (request, reply, rest) => {
      parseArtifactPath(rest);
      const { uploadId, partNumber } = partOf(request.raw.url ?? '');
      const { source, options } = openUpload(request, reply, limit);
      const { etag } = await artifacts.putPart(uploadId, partNumber, source, options);
      reply.raw.setHeader('etag', etag);
      return replyJson(request, reply, {});
    },
  };
}
