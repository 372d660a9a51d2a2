import { useQuery } from '@tanstack/react-query';
import { type Experiment, TrackingError } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { queryClient } from './query-client.ts';

const PAGE_SIZE = 1000;

export const experimentsKey = ['experiments'] as const;

type Stage = 'ACTIVE_ONLY' | 'DELETED_ONLY';

/** All experiments of a stage, newest first. */
export function useExperiments(view_type: Stage = 'ACTIVE_ONLY') {
  return useQuery({
    queryKey: [...experimentsKey, 'list', view_type],
    queryFn: ({ signal }) => readAll(view_type, signal),
  });
}

async function readAll(view_type: Stage, signal: AbortSignal): Promise<Experiment[]> {
  const all: Experiment[] = [];
  let page_token: string | undefined;
  do {
    const request = { max_results: PAGE_SIZE, page_token, view_type };
    const page = await tracker.call('searchExperiments', request, { signal });
    all.push(...(page.experiments ?? []));
    page_token = page.next_page_token;
  } while (page_token !== undefined);
  return all;
}

/** One experiment, deleted ones too. */
export function useExperiment(experimentId: string) {
  return useQuery({
    queryKey: [...experimentsKey, experimentId],
    queryFn: ({ signal }) => tracker.call('getExperiment', { experiment_id: experimentId }, { signal }),
    select: ({ experiment }) => experiment,
  });
}

/** Makes an experiment and answers with its id. */
export async function createExperiment(name: string): Promise<string> {
  const { experiment_id } = await tracker.call('createExperiment', { name });
  await queryClient.invalidateQueries({ queryKey: experimentsKey });
  return experiment_id;
}

/** Renames an experiment; its id and its runs stay. */
export async function renameExperiment(experiment_id: string, new_name: string): Promise<void> {
  await tracker.call('updateExperiment', { experiment_id, new_name });
  await queryClient.invalidateQueries({ queryKey: experimentsKey });
}

/** Moves experiments with their runs to the trash, or back. */
export async function setExperimentsDeleted(ids: readonly string[], isDeleted: boolean): Promise<void> {
  const operation = isDeleted ? 'deleteExperiment' : 'restoreExperiment';
  try {
    for (const experiment_id of ids) await tracker.call(operation, { experiment_id }).catch(allowDone);
  } finally {
    await queryClient.invalidateQueries({ queryKey: experimentsKey });
  }
}

/** One that someone else moved meanwhile is where it should be. */
function allowDone(error: unknown): void {
  if (!(error instanceof TrackingError && error.code === 'RESOURCE_DOES_NOT_EXIST')) throw error;
}

/** Sets a tag of experiments; without a value it is removed from those that have it. */
export async function setExperimentsTag(
  experiments: readonly Experiment[],
  key: string,
  value: string | undefined,
): Promise<void> {
  try {
    for (const { experiment_id, tags = [] } of experiments)
      if (value !== undefined) await tracker.call('setExperimentTag', { experiment_id, key, value });
      else if (tags.some((tag) => tag.key === key))
        await tracker.call('deleteExperimentTag', { experiment_id, key });
  } finally {
    await queryClient.invalidateQueries({ queryKey: experimentsKey });
  }
}
