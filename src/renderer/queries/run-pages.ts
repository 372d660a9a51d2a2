import type { InfiniteData } from '@tanstack/react-query';
import type { Response, Run } from '../../contract/index.ts';

export type RunPages = InfiniteData<Response<'searchRuns'>, string | undefined>;

/** The order in which runs are listed: start time descending, then run id. */
function compareRuns(a: Run, b: Run): number {
  const later = Number(b.info.start_time) - Number(a.info.start_time);
  return later !== 0 ? later : a.info.run_id < b.info.run_id ? -1 : 1;
}

/**
 * The loaded pages with the runs `asked` for as `found`: changed ones in place, new ones where their start time puts them, and
 * those not found left out. Rows that did not change keep their identity.
 */
export function withRuns(data: RunPages, asked: Iterable<string>, found: readonly Run[]): RunPages {
  const fresh = new Map(found.map((run) => [run.info.run_id, run]));
  const gone = new Set([...asked].filter((id) => !fresh.has(id)));
  const pages = data.pages.map((page) => {
    const runs = page.runs ?? [];
    if (!runs.some(({ info }) => fresh.has(info.run_id) || gone.has(info.run_id))) return page;
    return { ...page, runs: runs.filter(({ info }) => !gone.has(info.run_id)).map(take) };
  });
  for (const run of fresh.values()) insert(pages, run);
  return { ...data, pages };

  function take(run: Run): Run {
    const replacement = fresh.get(run.info.run_id);
    fresh.delete(run.info.run_id);
    return replacement ?? run;
  }
}

/** A run that belongs after the last loaded one is left for its own page to bring. */
function insert(pages: Response<'searchRuns'>[], run: Run): void {
  for (const [index, page] of pages.entries()) {
    const runs = page.runs ?? [];
    const at = runs.findIndex((other) => compareRuns(run, other) < 0);
    const isEnd = index === pages.length - 1 && page.next_page_token === undefined;
    if (at < 0 && !isEnd) continue;
    pages[index] = { ...page, runs: runs.toSpliced(at < 0 ? runs.length : at, 0, run) };
    return;
  }
}
