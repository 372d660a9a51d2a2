import type { SortKey } from '../order-sql.ts';

interface Page {
  ids: readonly number[];
  next: SortKey | undefined;
}

/** All ids of a search, page by page; a page's key travels as a token does, through JSON. */
export function walkPages(
  sizes: readonly number[],
  readPage: (after: SortKey | undefined, limit: number, page: number) => Page,
): number[] {
  const ids: number[] = [];
  let after: SortKey | undefined;
  for (let page = 0; ; page += 1) {
    const limit = sizes[page % sizes.length] ?? 1;
    const read = readPage(after, limit, page);
    ids.push(...read.ids);
    if (read.next === undefined) return ids;
    if (page > 10_000) throw new Error('the pages have no end');
    if (read.ids.length !== limit)
      throw new Error(`page ${page} of ${limit} holds ${read.ids.length} and is not the last`);
    after = JSON.parse(JSON.stringify(read.next)) as SortKey;
  }
}
