import type { Handlers } from './context.ts';

/** What MLflow's clients ask before they download artifacts; the store type is the one they know for a database. */
export const serverHandlers: Handlers<'getServerInfo'> = {
  getServerInfo: () => ({
    store_type: 'SqlStore',
    workspaces_enabled: false,
    trace_archival_enabled: false,
    multipart_uploads_enabled: true,
    multipart_downloads_enabled: false,
    presigned_upload_run_id_supported: false,
    presigned_upload_model_id_supported: false,
    features_enabled: { gateway: false },
  }),
};
