import { useQueries } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { DataTable } from '../../artifacts/DataTable.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { TextField } from '../../components/TextField.tsx';
import { formatCount } from '../../format.ts';
import { artifactsKey } from '../../queries/artifacts.ts';
import { runColourToken, useColoursOf } from '../../run-colours.ts';
import type { ChartProps } from '../chart-props.ts';
import type { MediaSettings } from '../chart-settings.ts';
import { arrangedRows, joinRunTables, nextSort, type TableSort } from './joined-table.ts';
import { MediaFrame } from './MediaFrame.tsx';
import { nearestFile } from './media-files.ts';
import { useMediaPlace } from './media-places.ts';
import { MOST_ROWS, type ReadTable, readTable } from './read-table.ts';
import { artifactOf, type RunSeries, useMediaSeries } from './use-media.ts';

/** Tables that runs logged under one name, as one table. */
export function TableChart({ settings, charted, onNote }: ChartProps<MediaSettings>) {
  const source = useMediaSeries(settings, charted);
  const { series } = source;
  const [place, setPlace] = useMediaPlace(settings.id);
  const step = place.step ?? source.steps.at(-1);
  const { tables, error, readAgain } = useTables(series, step);
  const joined = useMemo(
    () =>
      joinRunTables(
        series.flatMap(({ run }, index) => {
          const table = tables[index];
          return table === undefined ? [] : { runId: run.run_id, runName: run.run_name, ...table };
        }),
      ),
    [series, tables],
  );
  const [filter, setFilter] = useState('');
  const [sort, setSort] = useState<TableSort>();
  const rows = useMemo(() => arrangedRows(joined, filter, sort), [joined, filter, sort]);
  const isCut = tables.some((table) => table !== undefined && table.rowCount > table.rows.length);
  return (
    <MediaFrame
      settings={settings}
      source={source}
      step={step}
      onStep={(next) => setPlace({ step: next })}
      onNote={onNote}
    >
      <div className="flex flex-none items-center gap-3 px-3 pb-1 text-11 text-muted tabular-nums">
        <TextField
          label="Filter rows"
          hidesLabel
          placeholder="Filter rows"
          value={filter}
          onChange={({ target }) => setFilter(target.value)}
          className="w-40 min-w-0"
        />
        <span className="truncate">
          {countWords(rows.length, joined.rows.length)}
          {isCut && `, the first ${formatCount(MOST_ROWS)} of a run`}
        </span>
      </div>
      {error && <ErrorNotice error={error} onRetry={readAgain} />}
      {joined.rows.length > 0 && (
        <JoinedRows
          // Widths are made for the columns there are.
          key={JSON.stringify(joined.columns)}
          label={`${settings.key} of all shown runs`}
          columns={joined.columns}
          rows={rows}
          sort={sort}
          onSort={(column) => setSort(nextSort(sort, column))}
        />
      )}
    </MediaFrame>
  );
}

interface JoinedRowsProps {
  label: string;
  columns: ReturnType<typeof joinRunTables>['columns'];
  rows: ReturnType<typeof arrangedRows>;
  sort: TableSort | undefined;
  onSort: (column: number) => void;
}

function JoinedRows({ label, columns, rows, sort, onSort }: JoinedRowsProps) {
  const runIds = useMemo(() => [...new Set(rows.map(({ runId }) => runId))], [rows]);
  const colours = useColoursOf(runIds);
  const colourOf = new Map(runIds.map((id, index) => [id, colours[index] ?? 1]));
  return (
    <DataTable
      label={label}
      columns={columns}
      rowCount={rows.length}
      rowAt={(row) => rows[row]?.cells}
      sort={sort}
      onSort={onSort}
      rowColour={(row) => runColourToken(colourOf.get(rows[row]?.runId ?? '') ?? 1)}
    />
  );
}

function countWords(kept: number, all: number): string {
  const of = `${formatCount(all)} ${all === 1 ? 'row' : 'rows'}`;
  return kept === all ? of : `${formatCount(kept)} of ${of}`;
}

/** Each run's table, in the order of the runs; undefined while it is read. */
function useTables(series: readonly RunSeries[], step: number | undefined) {
  return useQueries({
    queries: series.map(({ run, files }) => {
      const artifact = artifactOf(run, nearestFile(files, step)?.path ?? '');
      return {
        queryKey: [...artifactsKey(run.run_id), 'joined-table', artifact.path],
        queryFn: ({ signal }: { signal: AbortSignal }) => readTable(artifact, signal),
      };
    }),
    combine,
  });
}

interface Reading {
  data: ReadTable | undefined;
  error: Error | null;
  refetch: () => Promise<unknown>;
}

function combine(results: Reading[]) {
  return {
    tables: results.map(({ data }) => data),
    error: results.find(({ error }) => error)?.error ?? undefined,
    readAgain: () => void Promise.all(results.map(({ refetch }) => refetch())),
  };
}
