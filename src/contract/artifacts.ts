import { z } from 'zod';
import { operation, type RawOperation } from './operation.ts';
import { int64, repeated, text } from './scalars.ts';

const fileInfo = z.object({ path: z.string(), is_dir: z.boolean(), file_size: z.number().optional() });
const nothing = z.object({});
const read = { resource: 'experiment', action: 'READ', by: 'artifact_path' } as const;
const edit = { resource: 'experiment', action: 'EDIT', by: 'artifact_path' } as const;
const byRun = { resource: 'experiment', action: 'READ', by: 'run_id' } as const;

export const artifactOperations = {
  listRunArtifacts: operation({
    path: '/mlflow/artifacts/list',
    methods: ['GET'],
    version: '2.0',
    summary:
      "Files and folders directly below a folder of a run's artifacts; paths are relative to the run's root.",
    request: z.object({ run_id: text.opt, run_uuid: text.opt, path: text.opt, page_token: text.opt }),
    response: z.object({
      root_uri: z.string(),
      files: z.array(fileInfo).optional(),
      next_page_token: z.string().optional(),
    }),
    permission: byRun,
  }),
  listArtifacts: operation({
    path: '/mlflow-artifacts/artifacts',
    methods: ['GET'],
    version: '2.0',
    summary: 'Files and folders directly below `path`; names are relative to it. A missing folder is empty.',
    request: z.object({ path: text.opt }),
    response: z.object({ files: z.array(fileInfo).optional() }),
    permission: read,
  }),
  createMultipartUpload: operation({
    path: '/mlflow-artifacts/mpu/create/{path*}',
    methods: ['POST'],
    version: '2.0',
    summary: 'Begins an upload in parts; answers one URL a part.',
    request: z.object({ path: text, num_parts: int64.opt }),
    response: z.object({
      upload_id: z.string(),
      credentials: z.array(z.object({ url: z.string(), part_number: z.number() })).optional(),
    }),
    permission: edit,
  }),
  completeMultipartUpload: operation({
    path: '/mlflow-artifacts/mpu/complete/{path*}',
    methods: ['POST'],
    version: '2.0',
    summary: 'Joins the uploaded parts into the artifact.',
    request: z.object({
      path: text,
      upload_id: text.opt,
      parts: repeated(z.object({ part_number: int64, etag: text, url: text.opt })),
    }),
    response: nothing,
    permission: edit,
  }),
  abortMultipartUpload: operation({
    path: '/mlflow-artifacts/mpu/abort/{path*}',
    methods: ['POST'],
    version: '2.0',
    summary: 'Drops an upload in parts.',
    request: z.object({ path: text, upload_id: text.opt }),
    response: nothing,
    permission: edit,
  }),
} as const;

const files = ['/api/2.0/mlflow-artifacts/artifacts/*', '/ajax-api/2.0/mlflow-artifacts/artifacts/*'];

export const rawArtifactOperations = {
  downloadArtifact: {
    paths: files,
    methods: ['GET'],
    summary: 'The bytes of an artifact; ranges and ETag.',
    permission: read,
  },
  uploadArtifact: {
    paths: files,
    methods: ['PUT'],
    summary: 'Stores the body as an artifact, whole or not at all.',
    permission: edit,
  },
  deleteArtifact: {
    paths: files,
    methods: ['DELETE'],
    summary: 'Deletes a file or folder; a missing one is fine.',
    permission: edit,
  },
  uploadPart: {
    paths: ['/api/2.0/mlflow-artifacts/mpu/part/*', '/ajax-api/2.0/mlflow-artifacts/mpu/part/*'],
    methods: ['PUT'],
    summary: 'Stores one part of a multipart upload; answers its ETag.',
    permission: edit,
  },
  getArtifact: {
    paths: ['/get-artifact', '/ajax-api/2.0/mlflow/get-artifact'],
    methods: ['GET'],
    summary: "The bytes of a run's artifact, by run_id and path.",
    permission: byRun,
  },
  getLoggedModelArtifact: {
    paths: ['/ajax-api/2.0/mlflow/logged-models/:model_id/artifacts/files'],
    methods: ['GET'],
    summary: "The bytes of a logged model's artifact, by artifact_file_path.",
    permission: { resource: 'experiment', action: 'READ', by: 'model_id' },
  },
  uploadRunArtifact: {
    paths: ['/ajax-api/2.0/mlflow/upload-artifact'],
    methods: ['POST'],
    summary: "Stores the body (10 MB at most) as a run's artifact, by run_uuid and path.",
    permission: { resource: 'experiment', action: 'EDIT', by: 'run_id' },
  },
} as const satisfies Record<string, RawOperation>;

export type FileInfo = z.infer<typeof fileInfo>;
