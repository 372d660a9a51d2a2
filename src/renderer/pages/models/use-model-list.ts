import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useModelRows } from '../../queries/registered-models.ts';
import {
  filterOfSearch,
  isFilter,
  type ModelOrder,
  orderByOf,
  orderInAddress,
  orderOf,
} from './model-filter.ts';

/**
 * The registered models, or the prompts, that the address asks for by its search and order. `list` is what their table takes;
 * `query` what their page waits for; `isNothing` whether there are none at all.
 */
export function useModelList(kind: 'models' | 'prompts') {
  const [address, setAddress] = useSearchParams();
  const search = address.get('search') ?? '';
  const order = orderOf(address.get('order'));
  const query = useModelRows({ kind, filter: filterOfSearch(search), order: orderByOf(order) });
  const { data, error, hasNextPage, isFetching, fetchNextPage } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const total = data?.pages[0]?.total;
  // A filter that the tracker does not understand is said at the field.
  const problem = error !== null && isFilter(search) ? error.message : undefined;
  const set = (key: string, value: string) =>
    setAddress(
      (now) => {
        const next = new URLSearchParams(now);
        if (value === '') next.delete(key);
        else next.set(key, value);
        return next;
      },
      { replace: true },
    );
  const isKnown = total !== undefined || problem !== undefined;
  return {
    rows,
    total,
    isNothing: total === 0 && search === '',
    isShown: isKnown && (total !== 0 || search !== ''),
    query: problem === undefined ? query : { ...query, error: null, isPending: false },
    list: {
      search,
      problem,
      order,
      onSearch: (text: string) => set('search', text),
      onOrder: (next: ModelOrder) => set('order', orderInAddress(next)),
      onEnd: hasNextPage && !isFetching && error === null ? () => void fetchNextPage() : undefined,
    },
  };
}
