import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Run } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { useExperiments } from './experiments.ts';

const MOST_FOUND = 8;
const SHORTEST_TEXT = 2;
const RUN_ID = /^[0-9a-f]{32}$/;

/** Active runs of any experiment whose name holds the text, newest first, or the one whose id it is. */
export function useRunSearch(text: string) {
  const { data: experiments = [] } = useExperiments();
  return useQuery({
    queryKey: ['run-search', text],
    enabled: text.length >= SHORTEST_TEXT && experiments.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 10_000,
    staleTime: 0,
    queryFn: ({ signal }) =>
      findByText(
        text,
        experiments.map(({ experiment_id }) => experiment_id),
        signal,
      ),
  });
}

async function findByText(text: string, experiment_ids: string[], signal: AbortSignal): Promise<Run[]> {
  const filter = RUN_ID.test(text)
    ? `attributes.run_id = '${text}'`
    : `attributes.run_name ILIKE '%${text.replaceAll("'", '_')}%'`;
  const request = { experiment_ids, filter, max_results: MOST_FOUND };
  const { runs = [] } = await tracker.call('searchRuns', request, { signal });
  return runs;
}
