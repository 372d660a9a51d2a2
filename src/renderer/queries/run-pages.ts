import type { InfiniteData } from '@tanstack/react-query';
import type { Response, RunRowData } from '../../contract/index.ts';

type RunPage = Response<'searchRunRows'> & {
  /** A row of the page changed and does not stand where the order has it any more. */
  isDisordered?: true;
};
export type RunPages = InfiniteData<RunPage, string | undefined>;

/**
 * The loaded pages with the runs `asked` for as `found`: changed ones in place, so that nothing moves under the pointer, new
 * ones where the order puts them, and those not found left out. Rows that did not change keep their identity.
 */
export function withRows(
  data: RunPages,
  asked: Iterable<string>,
  found: readonly RunRowData[],
  compare: (a: RunRowData, b: RunRowData) => number,
): RunPages {
  const fresh = new Map(found.map((row) => [row.run_id, row]));
  const gone = new Set([...asked].filter((id) => !fresh.has(id)));
  const pages = data.pages.map((page) => {
    if (!page.rows.some(({ run_id }) => fresh.has(run_id) || gone.has(run_id))) return page;
    const changed = { ...page, rows: page.rows.filter(({ run_id }) => !gone.has(run_id)).map(take) };
    return isMoved(page.rows, changed.rows) ? { ...changed, isDisordered: true as const } : changed;
  });
  for (const row of fresh.values()) insert(pages, row, compare);
  return { ...data, pages };

  /** Whether a row that changed would stand elsewhere now; what it changed besides is no reason to sort. */
  function isMoved(before: readonly RunRowData[], after: readonly RunRowData[]): boolean {
    const earlier = new Map(before.map((row) => [row.run_id, row]));
    return after.some((row) => {
      const old = earlier.get(row.run_id);
      return old !== undefined && old !== row && compare(old, row) !== 0;
    });
  }

  function take(row: RunRowData): RunRowData {
    const replacement = fresh.get(row.run_id);
    fresh.delete(row.run_id);
    return replacement ?? row;
  }
}

/** The pages with a new count of all rows, which the first one carries. */
export function withTotal(data: RunPages, total: number): RunPages {
  return { ...data, pages: data.pages.map((page, index) => (index === 0 ? { ...page, total } : page)) };
}

/** A run that belongs after the last loaded one is left for its own page to bring. */
function insert(pages: RunPage[], row: RunRowData, compare: (a: RunRowData, b: RunRowData) => number): void {
  for (const [index, page] of pages.entries()) {
    const at = page.rows.findIndex((other) => compare(row, other) < 0);
    const isEnd = index === pages.length - 1 && page.next_page_token === undefined;
    if (at < 0 && !isEnd) continue;
    pages[index] = { ...page, rows: page.rows.toSpliced(at < 0 ? page.rows.length : at, 0, row) };
    return;
  }
}

/** Whether rows changed so that the order would have them elsewhere. */
export function isDisordered(
  data: Pick<RunPages, 'pages'>,
  compare: (a: RunRowData, b: RunRowData) => number,
): boolean {
  if (!data.pages.some((page) => page.isDisordered)) return false;
  // They may have come back since.
  let last: RunRowData | undefined;
  for (const { rows } of data.pages)
    for (const row of rows) {
      if (last !== undefined && compare(last, row) > 0) return true;
      last = row;
    }
  return false;
}

/** The loaded rows in their order; as whole pages, so that the next one follows where it would have. */
export function sorted(data: RunPages, compare: (a: RunRowData, b: RunRowData) => number): RunPages {
  const rows = rowsOf(data).toSorted(compare);
  let start = 0;
  const pages = data.pages.map(({ isDisordered: _, ...page }) => {
    const end = start + page.rows.length;
    const sortedPage = { ...page, rows: rows.slice(start, end) };
    start = end;
    return sortedPage;
  });
  return { ...data, pages };
}

/** All loaded rows, each run once: one that moved in the order may come with a later page again. */
export function rowsOf(data: Pick<RunPages, 'pages'> | undefined): RunRowData[] {
  const pages = data?.pages ?? [];
  const rows = pages.flatMap((page) => page.rows);
  if (!pages.some((page) => page.isDisordered)) return rows;
  const seen = new Set<string>();
  return rows.filter(({ run_id }) => !seen.has(run_id) && seen.add(run_id));
}
