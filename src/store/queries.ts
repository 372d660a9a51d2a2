import type { ChangeEvent } from '../contract/index.ts';
import { type AggregateRequest, aggregateColumns } from './aggregate.ts';
import { backUpChecked } from './backup.ts';
import { ChangeLog, type ChangeSearch, changesBefore } from './changes.ts';
import type { Database } from './database.ts';
import { type ExperimentActivity, experimentActivity } from './experiment-activity.ts';
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
import { type Owner, type OwnerPage, ownerPage } from './owners.ts';
import { countPurgedRows, type PurgedRows } from './purge.ts';
import { type RunColumns, runColumns } from './run-columns.ts';
import { type GroupSearch, type RunGroups, runGroups } from './run-groups.ts';
import { runsJson } from './run-json.ts';
import { allRunningRuns, runningRuns } from './run-processes.ts';
import { type RunRowPage, type RunRowSearch, runRows } from './run-rows.ts';
import { type SampleRequest, sampleColumns } from './sample.ts';
import { type RunSearch, searchRuns } from './search-runs.ts';
import { rowCounts } from './statistics.ts';

/** What a reader thread sends back: text to be sent on, and what the caller has to know of it. */
export interface Encoded<Rest> {
  /** Or bytes that are text no more. */
  json: string | Uint8Array;
  rest: Rest;
}

interface HistoryRequest {
  run: number;
  key: { id: number; name: string };
  after: HistoryKey | undefined;
  limit: number;
  exact: boolean;
}

/** Characters of one page: well below the longest string there can be. */
const PAGE_TEXT = 64 * 1024 * 1024;
const SLICE = 1000;

/** JSON texts of runs from the first on, until the page is full: fewer than asked where they are very large. */
function pageOfRuns(database: Database, ids: readonly number[]): string[] {
  const texts: string[] = [];
  let length = 0;
  for (let from = 0; from < ids.length && length < PAGE_TEXT; from += SLICE) {
    const slice = runsJson(database, ids.slice(from, from + SLICE));
    texts.push(...slice);
    length += slice.reduce((sum, text) => sum + text.length, 0);
  }
  return texts;
}

/** The heavy reads, each a function of a read-only connection: they run on reader threads. */
export const queries = {
  searchRuns(database: Database, search: RunSearch): Encoded<{ next: SortKey | undefined; found: number }> {
    const { ids, next } = searchRuns(database, search);
    const texts = pageOfRuns(database, ids);
    const found = texts.length;
    const shortened = found < ids.length ? searchRuns(database, { ...search, limit: found }).next : next;
    return { json: texts.join(','), rest: { next: shortened, found } };
  },
  runRows(database: Database, search: RunRowSearch): Encoded<Omit<RunRowPage, 'rows'>> {
    const { rows, ...rest } = runRows(database, search);
    return { json: rows.join(','), rest };
  },
  runColumns(
    database: Database,
    { experiment_ids, search, limit }: { experiment_ids: readonly number[]; search: string; limit: number },
  ): Encoded<RunColumns> {
    return { json: '', rest: runColumns(database, experiment_ids, search, limit) };
  },
  experimentActivity(database: Database, experimentIds: readonly number[]): Encoded<ExperimentActivity[]> {
    return { json: '', rest: experimentActivity(database, experimentIds) };
  },
  runGroups(database: Database, search: GroupSearch): Encoded<RunGroups> {
    return { json: '', rest: runGroups(database, search) };
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
  sample(database: Database, request: SampleRequest): Encoded<undefined> {
    return { json: sampleColumns(database, request), rest: undefined };
  },
  aggregate(database: Database, request: AggregateRequest): Encoded<undefined> {
    return { json: aggregateColumns(database, request), rest: undefined };
  },
  changesBefore(database: Database, search: ChangeSearch): Encoded<ChangeEvent[]> {
    return { json: '', rest: changesBefore(database, search) };
  },
  verifyChanges(
    database: Database,
    _: undefined,
  ): Encoded<{ changes: number; first_broken_seq: number | undefined }> {
    const changes = Number(database.value('SELECT count(*) FROM changes'));
    return { json: '', rest: { changes, first_broken_seq: new ChangeLog(database).firstBroken() } };
  },
  countPurgedRows(database: Database, rows: PurgedRows): Encoded<number> {
    return { json: '', rest: countPurgedRows(database, rows) };
  },
  ownerPage(database: Database, page: OwnerPage): Encoded<Owner[]> {
    return { json: '', rest: ownerPage(database, page) };
  },
  runningRuns(database: Database, _: undefined): Encoded<string[]> {
    return { json: '', rest: runningRuns(database) };
  },
  allRunningRuns(database: Database, _: undefined): Encoded<string[]> {
    return { json: '', rest: allRunningRuns(database) };
  },
  rowCounts(database: Database, _: undefined): Encoded<Record<string, number>> {
    return { json: '', rest: rowCounts(database) };
  },
  intervalHistory(database: Database, request: IntervalHistory): Encoded<undefined> {
    return { json: intervalHistory(database, request), rest: undefined };
  },
  backUp(database: Database, file: string): Encoded<{ bytes: number }> {
    return { json: '', rest: backUpChecked(database, file) };
  },
} as const;

/** A copy cannot be made within a transaction, and is of one state by itself. */
export const WITHOUT_SNAPSHOT: ReadonlySet<QueryName> = new Set(['backUp']);

export type QueryName = keyof typeof queries;
export type QueryArgument<Name extends QueryName> = Parameters<(typeof queries)[Name]>[1];
export type QueryRest<Name extends QueryName> = ReturnType<(typeof queries)[Name]>['rest'];
