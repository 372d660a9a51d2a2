import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ModelVersion, TrackingError } from '../../contract/index.ts';
import type { ModelSource } from '../model-source.ts';
import { tracker } from '../tracker.ts';
import { useRefresh } from './change-listeners.ts';
import { queryClient } from './query-client.ts';
import { type ModelRow, refreshModels } from './registered-models.ts';

const registrationsKey = ['run-registrations'] as const;
const MOST_VERSIONS = 200;
const MOST_MODELS = 30;
const SPACING_MS = 250;
const OF_MODELS = new Set(['registered_model', 'model_version']);

/** The versions of registered models that were made from a run, the last changed first; kept up to date. */
export function useRunRegistrations(runId: string) {
  const queryKey = [...registrationsKey, runId];
  useRefresh(queryKey, ({ object_type }) => OF_MODELS.has(object_type), SPACING_MS);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      tracker.call(
        'searchModelVersions',
        { filter: `run_id = '${runId}'`, max_results: MOST_VERSIONS },
        { signal },
      ),
    select: ({ model_versions = [] }) => model_versions,
    staleTime: 0,
  });
}

/** Models whose name holds the text, the one that is called so, and whether a prompt is. */
export function useModelChoice(text: string) {
  return useQuery({
    queryKey: ['model-choice', text],
    queryFn: async ({ signal }) => {
      const [found, models, prompts] = await Promise.all([
        rowsLike('models', `%${text}%`, signal),
        text === '' ? [] : rowsLike('models', text, signal),
        text === '' ? [] : rowsLike('prompts', text, signal),
      ]);
      const isCalledSo = ({ name }: ModelRow) => name === text;
      return { found, exact: models.find(isCalledSo), isPrompt: prompts.some(isCalledSo) };
    },
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 10_000,
  });
}

async function rowsLike(
  kind: 'models' | 'prompts',
  pattern: string,
  signal: AbortSignal,
): Promise<ModelRow[]> {
  const filter = `name ILIKE '${pattern.replaceAll("'", '_')}'`;
  const request = { kind, filter, order_by: ['name ASC'], max_results: MOST_MODELS };
  const { rows } = await tracker.call('searchModelRows', request, { signal });
  return rows;
}

export interface Registration {
  /** Of the registered model. */
  name: string;
  /** Whether a model of this name is there already; one that came meanwhile is taken too. */
  isThere: boolean;
  source: ModelSource;
  description: string;
  tags: readonly { key: string; value: string }[];
}

/** Makes the next version of a model and, where there is none of the name, the model, as mlflow.register_model does. */
export async function registerModel({
  name,
  isThere,
  source: { label: _, ...of },
  description,
  tags,
}: Registration): Promise<ModelVersion> {
  const isMade = !isThere && (await makeModel(name));
  try {
    const { model_version } = await tracker.call('createModelVersion', {
      name,
      ...of,
      tags: [...tags],
      ...(description !== '' && { description }),
    });
    return model_version;
  } catch (error) {
    if (!isMade || !(error instanceof Error)) throw error;
    throw new Error(`${error.message} The model ${name} was made; it has no version yet.`, { cause: error });
  } finally {
    void refreshModels(name);
    void queryClient.invalidateQueries({ queryKey: registrationsKey });
  }
}

/** Whether it was made: somebody else may have been first. */
async function makeModel(name: string): Promise<boolean> {
  try {
    await tracker.call('createRegisteredModel', { name });
    return true;
  } catch (error) {
    if (error instanceof TrackingError && error.code === 'RESOURCE_ALREADY_EXISTS') return false;
    throw error;
  }
}
