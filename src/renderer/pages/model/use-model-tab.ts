import { useSearchParams } from 'react-router';

export const MODEL_TABS = [
  ['board', 'Board'],
  ['versions', 'Versions'],
  ['history', 'History'],
] as const;

export type ModelTab = (typeof MODEL_TABS)[number][0];

/** The tab of the address. Without one, the board where there is something to compare; undefined while that is not known. */
export function useModelTab(versions: number | undefined): ModelTab | undefined {
  const [query] = useSearchParams();
  const named = MODEL_TABS.find(([tab]) => tab === query.get('tab'))?.[0];
  if (named !== undefined || versions === undefined) return named;
  return versions > 1 ? 'board' : 'versions';
}
