import { useQuery } from '@tanstack/react-query';
import type { ChangeEvent } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { useRefresh } from './change-listeners.ts';
import { queryClient } from './query-client.ts';
import { refreshModels } from './registered-models.ts';

const SPACING_MS = 100;

export const modelVersionKey = (name: string) => ['model-version', name] as const;

/** Which version of which model. */
export interface VersionOf {
  name: string;
  version: string;
}

/** Whether a change is one of this version, or one that its page tells of: its aliases are the model's. */
export function touchesVersion({ object_type, object_id }: ChangeEvent, { name }: VersionOf): boolean {
  if (object_type === 'registered_model') return object_id === name;
  return object_type === 'model_version' && object_id.slice(0, object_id.lastIndexOf('/')) === name;
}

/** One version of a model; kept up to date. */
export function useModelVersion({ name, version }: VersionOf) {
  const queryKey = [...modelVersionKey(name), version];
  useRefresh(queryKey, (change) => touchesVersion(change, { name, version }), SPACING_MS);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => tracker.call('getModelVersion', { name, version }, { signal }),
    select: ({ model_version }) => model_version,
    staleTime: 0,
  });
}

/** Sets what is said of a version; empty takes it away. */
export async function setVersionDescription(of: VersionOf, description: string): Promise<void> {
  await tracker.call('updateModelVersion', { ...of, ...(description !== '' && { description }) });
  await refreshVersions(of.name);
}

/** Sets a tag of a version; without a value it is deleted. */
export async function setVersionTag(of: VersionOf, key: string, value: string | undefined): Promise<void> {
  if (value === undefined) await tracker.call('deleteModelVersionTag', { ...of, key });
  else await tracker.call('setModelVersionTag', { ...of, key, value });
  await refreshVersions(of.name);
}

/** Deletes versions of a model with their aliases; those before one that fails are gone. */
export async function deleteVersions(name: string, versions: readonly string[]): Promise<void> {
  try {
    for (const version of versions) await tracker.call('deleteModelVersion', { name, version });
  } finally {
    await refreshModels(name);
  }
}

/** Reads anew what is shown of a model and its versions. */
export async function refreshVersions(name: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: modelVersionKey(name) }),
    refreshModels(name),
  ]);
}
