import type { InfiniteData } from '@tanstack/react-query';
import type { Response, RunRowData } from '../../contract/index.ts';

type RunPage = Response<'searchRunRows'>;
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
    return { ...page, rows: page.rows.filter(({ run_id }) => !gone.has(run_id)).map(take) };
  });
  for (const row of fresh.values()) insert(pages, row, compare);
  return { ...data, pages };

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
