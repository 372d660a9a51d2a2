import type { Database } from './database.ts';
import {
  type BulkHistory,
  bulkHistory,
  type HistoryKey,
  type HistoryPage,
  historyPage,
  type IntervalHistory,
  intervalHistory,
} from './history.ts';
import type { SortKey } from './order-sql.ts';
import { runsJson } from './run-json.ts';
import { type RunSearch, searchRuns } from './search-runs.ts';

/** What a reader thread sends back: text to be sent on, and what the caller has to know of it. */
export interface Encoded<Rest> {
  json: string;
  rest: Rest;
}

interface HistoryRequest {
  run: number;
  key: { id: number; name: string };
  after: HistoryKey | undefined;
  limit: number;
  exact: boolean;
}

/** The heavy reads, each a function of a read-only connection: they run on reader threads. */
export const queries = {
  searchRuns(database: Database, search: RunSearch): Encoded<{ next: SortKey | undefined; found: number }> {
    const { ids, next } = searchRuns(database, search);
    return { json: runsJson(database, ids).join(','), rest: { next, found: ids.length } };
  },
  history(database: Database, request: HistoryRequest): Encoded<Omit<HistoryPage, 'json'>> {
    const { json, ...rest } = historyPage(
      database,
      request.run,
      request.key,
      request.after,
      request.limit,
      request.exact,
    );
    return { json, rest };
  },
  bulkHistory(database: Database, request: BulkHistory): Encoded<undefined> {
    return { json: bulkHistory(database, request), rest: undefined };
  },
  intervalHistory(database: Database, request: IntervalHistory): Encoded<undefined> {
    return { json: intervalHistory(database, request), rest: undefined };
  },
} as const;

export type QueryName = keyof typeof queries;
export type QueryArgument<Name extends QueryName> = Parameters<(typeof queries)[Name]>[1];
export type QueryRest<Name extends QueryName> = ReturnType<(typeof queries)[Name]>['rest'];
