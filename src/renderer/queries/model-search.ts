import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { tracker } from '../tracker.ts';

const MOST_FOUND = 6;
const SHORTEST_TEXT = 2;

/** Models and prompts whose name holds the text, in the order of their names. */
export function useModelSearch(text: string) {
  return useQuery({
    queryKey: ['model-search', text],
    enabled: text.length >= SHORTEST_TEXT,
    placeholderData: keepPreviousData,
    gcTime: 10_000,
    staleTime: 0,
    queryFn: async ({ signal }) => {
      const [models, prompts] = await Promise.all(
        (['models', 'prompts'] as const).map((kind) => namesOf(kind, text, signal)),
      );
      return { models: models ?? [], prompts: prompts ?? [] };
    },
  });
}

async function namesOf(kind: 'models' | 'prompts', text: string, signal: AbortSignal): Promise<string[]> {
  const filter = `name ILIKE '%${text.replaceAll("'", '_')}%'`;
  const { rows } = await tracker.call(
    'searchModelRows',
    { kind, filter, max_results: MOST_FOUND },
    { signal },
  );
  return rows.map(({ name }) => name);
}
