import { useQuery } from '@tanstack/react-query';
import type { RequestInput, Response } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { queryClient } from './query-client.ts';

export const viewsKey = ['views'] as const;

type View = Response<'getView'>['view'];

/** The saved views of a page ('runs', 'compare'), by name, without their state; of one experiment where it is given. */
export function useViews(page: string, experiment_id?: string) {
  return useQuery({
    queryKey: [...viewsKey, 'list', page, experiment_id ?? ''],
    queryFn: ({ signal }) => tracker.call('listViews', { page, experiment_id }, { signal }),
    select: ({ views }) => views,
  });
}

/** One view with its state (JSON text); nothing is read without an id. */
export function useView(view_id: string | undefined) {
  return useQuery({
    queryKey: [...viewsKey, view_id],
    queryFn: ({ signal }) => tracker.call('getView', { view_id: view_id ?? '' }, { signal }),
    select: ({ view }) => view,
    enabled: view_id !== undefined,
  });
}

/** Keeps the state of a page under a name. */
export async function createView(request: RequestInput<'createView'>): Promise<View> {
  const { view } = await tracker.call('createView', request);
  await queryClient.invalidateQueries({ queryKey: viewsKey });
  return view;
}

/** Sets name, experiments or state of a view; what is left out stays. */
export async function updateView(
  view_id: string,
  change: { name?: string; state?: string; experiment_ids?: string[] },
): Promise<View> {
  const { view } = await tracker.call('updateView', {
    view_id,
    name: change.name,
    state: change.state,
    experiment_ids: change.experiment_ids ?? [],
  });
  await queryClient.invalidateQueries({ queryKey: viewsKey });
  return view;
}

/** Removes a view. It cannot be restored; keep its state to offer an undo. */
export async function deleteView(view_id: string): Promise<void> {
  await tracker.call('deleteView', { view_id });
  await queryClient.invalidateQueries({ queryKey: viewsKey });
}
