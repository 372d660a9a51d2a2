import { useQuery } from '@tanstack/react-query';
import type { Annotation, Int64, RequestInput } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { queryClient } from './query-client.ts';

export const annotationsKey = ['annotations'] as const;

/** Notes that people left at steps, of experiments and of their runs. */
export function useAnnotations(experimentIds: readonly string[]) {
  return useQuery({
    queryKey: [...annotationsKey, experimentIds],
    queryFn: async ({ signal }) => {
      const { annotations } = await tracker.call(
        'listAnnotations',
        { experiment_ids: [...experimentIds] },
        { signal },
      );
      return annotations;
    },
    enabled: experimentIds.length > 0,
  });
}

/** Leaves a note at a step of an experiment, or of one of its runs. */
export async function createAnnotation(request: RequestInput<'createAnnotation'>): Promise<Annotation> {
  const { annotation } = await tracker.call('createAnnotation', request);
  await queryClient.invalidateQueries({ queryKey: annotationsKey });
  return annotation;
}

/** Sets text and step of a note. */
export async function updateAnnotation(annotation_id: string, text: string, step: Int64): Promise<void> {
  await tracker.call('updateAnnotation', { annotation_id, text, step });
  await queryClient.invalidateQueries({ queryKey: annotationsKey });
}

/** Removes a note. It cannot be restored: keep it to leave it anew. */
export async function deleteAnnotation(annotation_id: string): Promise<void> {
  await tracker.call('deleteAnnotation', { annotation_id });
  await queryClient.invalidateQueries({ queryKey: annotationsKey });
}
