import type { RegistrySettings, Stage } from '../contract/index.ts';
import type { Database } from './database.ts';

export interface StoredRegistrySettings extends RegistrySettings {
  /** Stages that were renamed or removed, the latest last: histories name them. */
  former_stages: Stage[];
}

const keyOf = (workspace: string) => `registry.${workspace}`;

/** What a workspace has set; undefined where it has set nothing. */
export function findRegistrySettings(
  database: Database,
  workspace: string,
): StoredRegistrySettings | undefined {
  const text = database.value('SELECT value FROM settings WHERE key = ?', keyOf(workspace));
  return text === undefined ? undefined : (JSON.parse(String(text)) as StoredRegistrySettings);
}

/** Call within a write. */
export function putRegistrySettings(
  database: Database,
  workspace: string,
  settings: StoredRegistrySettings,
): void {
  database
    .statement('INSERT OR REPLACE INTO settings VALUES (?, ?)')
    .run(keyOf(workspace), JSON.stringify(settings));
}
