import { useQueries } from '@tanstack/react-query';
import { tracker } from '../tracker.ts';

/** Everything that a run was given or made besides numbers: the models by id. Those that cannot be read are left out. */
export function useLoggedModels(modelIds: readonly string[]) {
  return useQueries({
    queries: modelIds.map((modelId) => ({
      queryKey: ['logged-model', modelId],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const { model } = await tracker.call(
          'getLoggedModel',
          { model_id: modelId, allow_deleted: true },
          { signal },
        );
        return model;
      },
    })),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  });
}
