import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ChangeEvent, Response } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { useRefresh } from './change-listeners.ts';
import { queryClient } from './query-client.ts';
import { isRead, isTaken, takeName } from './renamed-models.ts';
import { stageBoardKey } from './stage-board.ts';

export const registeredModelsKey = ['registered-models'] as const;
const rowsKey = [...registeredModelsKey, 'rows'] as const;
const modelKey = (name: string) => [...registeredModelsKey, 'one', name] as const;

const PAGE = 500;
const ROWS_SPACING_MS = 500;
const MODEL_SPACING_MS = 100;
const SHOWN_IN_ROWS: ReadonlySet<string> = new Set([
  ...['registered_model', 'model_version', 'prompt', 'prompt_version'],
  ...['transition_request', 'registry_settings'],
]);

export type ModelRow = Response<'searchModelRows'>['rows'][number];

interface ModelRowsRequest {
  kind: 'models' | 'prompts';
  /** In MLflow's words; empty for all. */
  filter: string;
  /** As `order_by` takes it. */
  order: string;
}

/** The models or prompts that match, page by page, with what lists show of them; kept up to date. */
export function useModelRows({ kind, filter, order }: ModelRowsRequest) {
  useRefresh(rowsKey, ({ object_type }) => SHOWN_IN_ROWS.has(object_type), ROWS_SPACING_MS);
  return useInfiniteQuery({
    queryKey: [...rowsKey, kind, filter, order],
    queryFn: ({ pageParam, signal }) =>
      tracker.call(
        'searchModelRows',
        {
          kind,
          ...(filter !== '' && { filter }),
          order_by: [order],
          max_results: PAGE,
          page_token: pageParam,
        },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_page_token }) => next_page_token,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** Whether a change is one of this model, or of a version of it. */
function isOf({ object_type, object_id, operation }: ChangeEvent, name: string): boolean {
  if (object_type === 'registered_model') return object_id === name || operation === 'renameRegisteredModel';
  return object_type === 'model_version' && object_id.slice(0, object_id.lastIndexOf('/')) === name;
}

/** One registered model; kept up to date. */
export function useRegisteredModel(name: string) {
  useRefresh(modelKey(name), (change) => isOf(change, name) && !isTaken(name), MODEL_SPACING_MS);
  return useQuery({
    queryKey: modelKey(name),
    queryFn: ({ signal }) => {
      isRead(name);
      return tracker.call('getRegisteredModel', { name }, { signal });
    },
    select: ({ registered_model }) => registered_model,
    staleTime: 0,
  });
}

/** Makes a model without versions. */
export async function createModel(name: string, description: string): Promise<void> {
  await tracker.call('createRegisteredModel', { name, ...(description !== '' && { description }) });
  await refreshModels();
}

/** Renames a model with all its versions; its stages and aliases stay. */
export async function renameModel(name: string, new_name: string): Promise<void> {
  takeName(name);
  try {
    await tracker.call('renameRegisteredModel', { name, new_name });
  } catch (error) {
    isRead(name);
    throw error;
  }
  await queryClient.invalidateQueries({ queryKey: rowsKey });
}

/** Deletes models with their versions; those before one that fails are gone. */
export async function deleteModels(names: readonly string[]): Promise<void> {
  try {
    for (const name of names) await tracker.call('deleteRegisteredModel', { name });
  } finally {
    await queryClient.invalidateQueries({ queryKey: rowsKey });
  }
}

/** Sets what is said of a model; empty takes it away. */
export async function setModelDescription(name: string, description: string): Promise<void> {
  await tracker.call('updateRegisteredModel', { name, ...(description !== '' && { description }) });
  await refreshModels();
}

/** Sets a tag of a model; without a value it is deleted. */
export async function setModelTag(name: string, key: string, value: string | undefined): Promise<void> {
  if (value === undefined) await tracker.call('deleteRegisteredModelTag', { name, key });
  else await tracker.call('setRegisteredModelTag', { name, key, value });
  await refreshModels();
}

/** Reads anew what is shown of models, and the board of one. */
export async function refreshModels(name?: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: registeredModelsKey }),
    ...(name === undefined ? [] : [queryClient.invalidateQueries({ queryKey: stageBoardKey(name) })]),
  ]);
}
