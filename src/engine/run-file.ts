import type { RunExportRequest, RunInfo } from '../contract/index.ts';
import { allRuns, type Database, type KeyNames, type RunCells, runCells, runKeys } from '../store/index.ts';
import { type Cell, csvLine } from './run-csv.ts';
import { type ParquetColumn, ParquetFile } from './run-parquet.ts';

/** Which runs go into a file, in which order, and of which kind it is. */
export interface RunFileRequest {
  format: RunExportRequest['format'];
  search: Parameters<typeof allRuns>[1];
}

/** How many rows the file has, and its bytes as they are asked for. */
export interface RunFile {
  total: number;
  chunks: Iterator<Uint8Array>;
}

/** Runs whose keys are looked up at a time. */
const KEYS_OF = 2000;
/** Cells read at a time, and those of one row group: enough for a column to compress, few enough to be held. */
const PAGE_CELLS = 50_000;
const GROUP_CELLS = 500_000;
const MOST_ROWS = 50_000;
const LEAST_GROUP = 100;
const KINDS = ['metrics', 'params', 'tags'] as const;
const encoder = new TextEncoder();

const INFO: readonly (ParquetColumn & { of: (info: RunInfo) => Cell })[] = [
  { name: 'run_id', type: 'STRING', of: (info) => info.run_id },
  { name: 'run_name', type: 'STRING', of: (info) => info.run_name },
  { name: 'experiment_id', type: 'STRING', of: (info) => info.experiment_id },
  { name: 'user_id', type: 'STRING', of: (info) => info.user_id },
  { name: 'status', type: 'STRING', of: (info) => info.status },
  { name: 'start_time', type: 'INT64', of: (info) => info.start_time },
  { name: 'end_time', type: 'INT64', of: (info) => info.end_time ?? null },
  { name: 'lifecycle_stage', type: 'STRING', of: (info) => info.lifecycle_stage },
  { name: 'artifact_uri', type: 'STRING', of: (info) => info.artifact_uri },
];

type Keys = [id: number, name: string][];
type Kind = (typeof KINDS)[number];

interface Table {
  runs: readonly number[];
  keys: Record<Kind, Keys>;
  columns: ParquetColumn[];
}

function byName(keys: KeyNames): Keys {
  return [...keys].toSorted(([, left], [, right]) => (left < right ? -1 : 1));
}

function keysOf(database: Database, runs: readonly number[]): Record<Kind, Keys> {
  const found: Record<Kind, KeyNames> = { metrics: new Map(), params: new Map(), tags: new Map() };
  for (let from = 0; from < runs.length; from += KEYS_OF) {
    const some = runKeys(database, runs.slice(from, from + KEYS_OF));
    for (const kind of KINDS) for (const [id, name] of some[kind]) found[kind].set(id, name);
  }
  return { metrics: byName(found.metrics), params: byName(found.params), tags: byName(found.tags) };
}

/** The columns of all the runs, found before the first row. What is logged by a new key meanwhile is not in the file. */
function tableOf(database: Database, runs: readonly number[]): Table {
  const keys = keysOf(database, runs);
  const columns = KINDS.flatMap((kind) =>
    keys[kind].map(([, key]): ParquetColumn => {
      return { name: `${kind}.${key}`, type: kind === 'metrics' ? 'DOUBLE' : 'STRING' };
    }),
  );
  return { runs, keys, columns: [...INFO.map(({ name, type }) => ({ name, type })), ...columns] };
}

function cellsOf({ infos, metrics, params, tags }: RunCells): Cell[][] {
  return [...INFO.map(({ of }) => infos.map(of)), ...metrics, ...params, ...tags];
}

/** So many rows that they have about this many cells. */
function rowsFor(cells: number, { columns }: Table, least: number): number {
  return Math.max(least, Math.min(MOST_ROWS, Math.floor(cells / columns.length)));
}

/** The table page by page, each page column by column. */
function* pagesOf(database: Database, table: Table): Generator<Cell[][]> {
  const { runs, keys } = table;
  const ids = (kind: Kind) => keys[kind].map(([id]) => id);
  const asked = { metrics: ids('metrics'), params: ids('params'), tags: ids('tags') };
  const rows = rowsFor(PAGE_CELLS, table, 1);
  for (let from = 0; from < runs.length; from += rows)
    yield cellsOf(runCells(database, { runs: runs.slice(from, from + rows), ...asked }));
}

function* csv(database: Database, table: Table): Generator<Uint8Array> {
  yield encoder.encode(csvLine(table.columns.map(({ name }) => name)));
  for (const cells of pagesOf(database, table)) {
    const rows = cells[0] ?? [];
    yield encoder.encode(rows.map((_, row) => csvLine(cells.map((column) => column[row] ?? null))).join(''));
  }
}

function* parquet(database: Database, table: Table): Generator<Uint8Array> {
  const file = new ParquetFile(table.columns);
  const most = rowsFor(GROUP_CELLS, table, LEAST_GROUP);
  let group: Cell[][] = table.columns.map(() => []);
  for (const cells of pagesOf(database, table)) {
    for (const [index, column] of cells.entries()) group[index]?.push(...column);
    if ((group[0]?.length ?? 0) < most) continue;
    yield file.rowGroup(group);
    group = table.columns.map(() => []);
  }
  if ((group[0]?.length ?? 0) > 0) yield file.rowGroup(group);
  yield file.end();
}

const FORMATS = { csv, parquet };

/** Opens a file of the runs that match now. Between pages nothing is locked: a value that changes meanwhile may be either. */
export function openRunFile(database: Database, { format, search }: RunFileRequest): RunFile {
  const runs = database.snapshot(() => allRuns(database, search));
  return { total: runs.length, chunks: FORMATS[format](database, tableOf(database, runs)) };
}
