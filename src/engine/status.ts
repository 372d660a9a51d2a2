import { basename, dirname, join } from 'node:path';
import { ARTIFACT_ROOT } from '../artifacts/index.ts';
import { MLFLOW_VERSION } from '../contract/index.ts';
import * as store from '../store/index.ts';
import type { Context, Handlers } from './context.ts';

const dataDirectory = ({ store: { database } }: Context) => dirname(database.path);
const backupFolder = (context: Context) => join(dataDirectory(context), 'backups');

export const statusHandlers: Handlers<'getStatus' | 'createBackup'> = {
  async getStatus(context) {
    const { database, deviceId, readers } = context.store;
    const { version, start_time, url } = context.about;
    const address = url();
    return {
      version,
      mlflow_version: MLFLOW_VERSION,
      data_directory: dataDirectory(context),
      ...(address !== undefined && { url: address }),
      start_time,
      device_id: deviceId,
      node_version: process.versions.node,
      sqlite_version: String(database.value('SELECT sqlite_version()')),
      database_bytes: store.databaseBytes(database).database_bytes,
      artifacts_bytes: (await context.artifacts.size(ARTIFACT_ROOT)).bytes,
      counts: (await readers.run('rowCounts', undefined)).rest,
      backups: store.listBackups(backupFolder(context)),
    };
  },

  async createBackup(context) {
    const time = new Date(context.now()).toISOString().replace(/[:.]/g, '-');
    const file = join(backupFolder(context), `tidemark-${time}.db`);
    const { bytes } = await context.store.readers.runLong('backUp', file);
    return { file: basename(file), bytes };
  },
};
