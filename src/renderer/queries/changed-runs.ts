import type { Query, QueryClient } from '@tanstack/react-query';
import { compareRunRows } from './run-order.ts';
import { type RunPages, withRows, withTotal } from './run-pages.ts';
import { countRows, findRows, type RunRowsRequest, runRowsKey } from './run-rows.ts';
import { runKey } from './runs.ts';

/** Beyond this many changed runs the loaded pages are read anew instead of being mended. */
const MOST_RUNS_TO_FIND = 1000;

/** Brings everything that shows one of these runs up to date. */
export async function refreshRuns(
  cache: QueryClient,
  changed: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<void> {
  const runIds = [...changed.values()].flatMap((ids) => [...ids]);
  const tables = cache.getQueryCache().findAll({ queryKey: runRowsKey });
  await Promise.all([
    ...runIds.map((id) => cache.invalidateQueries({ queryKey: runKey(id) })),
    ...tables.map((table) => refreshTable(cache, table, changed, runIds)),
  ]);
}

async function refreshTable(
  cache: QueryClient,
  table: Query,
  changed: ReadonlyMap<string, ReadonlySet<string>>,
  runIds: readonly string[],
): Promise<void> {
  const request = table.queryKey[1] as RunRowsRequest;
  // A run that moved to another experiment is told of under the new one, so every table that shows it is looked at.
  if (!request.experiment_ids.some((id) => changed.has(id)) && !shows(table, runIds)) return;
  const again = () => cache.invalidateQueries({ queryKey: table.queryKey, exact: true });
  if (!table.isActive() || table.state.data === undefined || runIds.length > MOST_RUNS_TO_FIND)
    return again();
  try {
    await mend(cache, table, request, runIds);
  } catch {
    // The table's own query asks again and shows the person why it fails.
    await again();
  }
}

async function mend(
  cache: QueryClient,
  table: Query,
  request: RunRowsRequest,
  runIds: readonly string[],
): Promise<void> {
  const found = await findRows(request, runIds);
  const known = loadedIds(table);
  const mayChangeTotal = runIds.some((id) => !known.has(id)) || found.length < runIds.length;
  const total = mayChangeTotal ? await countRows(request) : undefined;
  // A page that is on its way would be put over the pages that are mended here.
  await table.promise;
  cache.setQueryData<RunPages>(table.queryKey, (data) => {
    if (data === undefined) return undefined;
    const mended = withRows(data, runIds, found, compareRunRows(request.order));
    return total === undefined ? mended : withTotal(mended, total);
  });
}

function shows(table: Query, runIds: readonly string[]): boolean {
  const loaded = loadedIds(table);
  return runIds.some((id) => loaded.has(id));
}

function loadedIds(table: Query): Set<string> {
  const data = table.state.data as RunPages | undefined;
  return new Set(data?.pages.flatMap(({ rows }) => rows.map(({ run_id }) => run_id)));
}
