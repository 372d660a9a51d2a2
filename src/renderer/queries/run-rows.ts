import {
  hashKey,
  keepPreviousData,
  type Query,
  type QueryClient,
  useInfiniteQuery,
  useQueries,
} from '@tanstack/react-query';
import type { RunRowData } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { compareRunRows, orderText, type RunOrderTerm } from './run-order.ts';
import { type RunPages, sorted } from './run-pages.ts';

/** Which runs a table shows, in which order, and with which columns. */
export interface RunRowsRequest {
  experiment_ids: readonly string[];
  filter: string;
  run_view_type: 'ACTIVE_ONLY' | 'DELETED_ONLY';
  order: readonly RunOrderTerm[];
  metric_keys: readonly string[];
  param_keys: readonly string[];
  tag_keys: readonly string[];
  /** Only children of this run; empty means only runs without a parent. */
  parent_run_id?: string;
}

export const runRowsKey = ['run-rows'] as const;

const FIRST_PAGE_SIZE = 100;
const LARGEST_PAGE_SIZE = 1000;
/** A page of many columns has fewer rows, so that reading it never holds up the page. */
const MOST_CELLS = 20_000;
const MOST_BRANCH_PAGES = 10;

/** The runs of a table, a page at a time. While another request is on its way, the rows of the last one stay. */
export function useRunRows(request: RunRowsRequest, isEnabled = true) {
  return useInfiniteQuery({
    queryKey: [...runRowsKey, request],
    queryFn: ({ pageParam, signal }) =>
      readRows(request, pageParam, pageParam === undefined ? FIRST_PAGE_SIZE : pageSize(request), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_page_token,
    placeholderData: keepPreviousData,
    enabled: isEnabled,
    // Comparing thousands of rows deeply on every change costs more than drawing the few in view.
    structuralSharing: false,
  });
}

/** Runs that are shown below another row or pinned above all: children of a run, members of a group. In the order of `requests`. */
export function useRunBranches(requests: readonly RunRowsRequest[]) {
  return useQueries({
    queries: requests.map((request) => ({
      queryKey: [...runRowsKey, request],
      queryFn: ({ signal }: { signal: AbortSignal }) => readWhole(request, signal),
      structuralSharing: false,
    })),
  });
}

async function readWhole(request: RunRowsRequest, signal: AbortSignal): Promise<RunPages> {
  const pages: RunPages['pages'] = [];
  let token: string | undefined;
  do {
    const page = await readRows(request, token, pageSize(request), signal);
    pages.push(page);
    token = page.next_page_token;
  } while (token !== undefined && pages.length < MOST_BRANCH_PAGES);
  return { pages, pageParams: pages.map(() => undefined) };
}

function pageSize({ metric_keys, param_keys, tag_keys }: RunRowsRequest): number {
  const columns = metric_keys.length + param_keys.length + tag_keys.length;
  const fitting = Math.floor(MOST_CELLS / Math.max(1, columns));
  return Math.max(FIRST_PAGE_SIZE, Math.min(LARGEST_PAGE_SIZE, fitting));
}

function readRows(
  { order, parent_run_id, experiment_ids, metric_keys, param_keys, tag_keys, ...rest }: RunRowsRequest,
  page_token: string | undefined,
  max_results: number,
  signal?: AbortSignal,
) {
  const request = {
    ...rest,
    experiment_ids: [...experiment_ids],
    metric_keys: [...metric_keys],
    param_keys: [...param_keys],
    tag_keys: [...tag_keys],
    order_by: order.map(orderText),
    parent_run_id,
    page_token,
    max_results,
  };
  return tracker.call('searchRunRows', request, { signal });
}

/** Those of the named runs that the request would show. */
export async function findRows(request: RunRowsRequest, runIds: readonly string[]): Promise<RunRowData[]> {
  const named = `attributes.run_id IN (${runIds.map((id) => `'${id}'`).join(', ')})`;
  const filter = request.filter === '' ? named : `(${request.filter}) AND ${named}`;
  const { rows } = await readRows({ ...request, filter }, undefined, runIds.length);
  return rows;
}

/** How many runs the request would show in all. */
export async function countRows(request: RunRowsRequest): Promise<number> {
  const bare = { ...request, metric_keys: [], param_keys: [], tag_keys: [] };
  const { total } = await readRows(bare, undefined, 1);
  return total;
}

/** Brings the rows of a table, and those unfolded in it, into their order again. */
export async function sortAgain(cache: QueryClient, table: RunRowsRequest): Promise<void> {
  const tableKey = hashKey([...runRowsKey, table]);
  const shown = cache.getQueryCache().findAll({ queryKey: runRowsKey, type: 'active' });
  await Promise.all(shown.map((query) => sortQuery(cache, query, query.queryHash === tableKey)));
}

async function sortQuery(cache: QueryClient, query: Query, isTable: boolean): Promise<void> {
  const exact = { queryKey: query.queryKey, exact: true };
  const request = query.queryKey[1] as RunRowsRequest;
  const data = query.state.data as RunPages | undefined;
  const isWhole = data?.pages.at(-1)?.next_page_token === undefined;
  if (isWhole) {
    const compare = compareRunRows(request.order);
    cache.setQueryData<RunPages>(query.queryKey, (pages) => pages && sorted(pages, compare));
  } else if (isTable) {
    // What is not loaded may belong before what is: the table begins anew, by one page.
    await cache.cancelQueries(exact);
    const page = await readRows(request, undefined, FIRST_PAGE_SIZE);
    cache.setQueryData<RunPages>(query.queryKey, { pages: [page], pageParams: [undefined] });
  } else await cache.invalidateQueries(exact);
}
