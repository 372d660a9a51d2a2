import { useQuery } from '@tanstack/react-query';
import type { RequestInput } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { useRefresh } from './change-listeners.ts';
import { queryClient } from './query-client.ts';

const registrySettingsKey = ['registry-settings'] as const;
const REFRESH_MS = 250;

/** The stages of the workspace in their order, and what a move asks for: a comment, an approval. */
export function useRegistrySettings() {
  useRefresh(registrySettingsKey, ({ object_type }) => object_type === 'registry_settings', REFRESH_MS);
  return useQuery({
    queryKey: registrySettingsKey,
    queryFn: ({ signal }) => tracker.call('getRegistrySettings', {}, { signal }),
    select: ({ settings }) => settings,
    staleTime: 0,
  });
}

/** Sets what is given; a stage that holds versions cannot be left out, only renamed with them. */
export async function updateRegistrySettings(
  change: Partial<RequestInput<'updateRegistrySettings'>>,
): Promise<void> {
  await tracker.call('updateRegistrySettings', change);
  await queryClient.invalidateQueries({ queryKey: registrySettingsKey });
}
