import { type ReactNode, useMemo, useState } from 'react';
import type { TableFormat } from '../../../artifacts/workers/table-worker.ts';
import { Button } from '../../../components/Button.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { formatCount } from '../../../format.ts';
import { ComparisonBar } from './ComparisonBar.tsx';
import { JoinedGrid } from './JoinedGrid.tsx';
import type { FileSide } from './sides.ts';
import {
  BY_POSITION,
  guessedKey,
  type JoinedTable,
  joinTables,
  type PlainTable,
  sharedColumns,
} from './table-join.ts';
import { MOST_JOINED, useWholeTable } from './use-whole-table.ts';

interface TableComparisonProps {
  sides: readonly [FileSide, FileSide];
  format: TableFormat;
  choices: ReactNode;
}

/** Two tables joined by a column, with the cells that changed. */
export function TableComparison({ sides, format, choices }: TableComparisonProps) {
  const left = useWholeTable(sides[0], format);
  const right = useWholeTable(sides[1], format);
  const failed = [left, right].find(({ error }) => error);
  if (failed?.error) return <ErrorNotice error={failed.error} onRetry={failed.reopen} />;
  if (left.table === undefined || right.table === undefined) return <ComparisonBar>{choices}</ComparisonBar>;
  return (
    <Joined
      sides={sides}
      left={left.table}
      right={right.table}
      isCut={Math.max(left.rowCount, right.rowCount) > MOST_JOINED}
      choices={choices}
    />
  );
}

interface JoinedProps {
  sides: readonly [FileSide, FileSide];
  left: PlainTable;
  right: PlainTable;
  isCut: boolean;
  choices: ReactNode;
}

function Joined({ sides, left, right, isCut, choices }: JoinedProps) {
  const [chosen, setChosen] = useState<string>();
  const [isDiffOnly, setDiffOnly] = useState(true);
  const shared = sharedColumns(left, right);
  const guessed = useMemo(() => guessedKey(left, right), [left, right]);
  const key = chosen ?? guessed;
  const joined = useMemo(() => joinTables(left, right, key), [left, right, key]);
  const rows = useMemo(
    () =>
      isDiffOnly
        ? joined.rows.filter((row) => !row.left || !row.right || row.changed.length > 0)
        : joined.rows,
    [joined, isDiffOnly],
  );
  return (
    <>
      <ComparisonBar>
        {choices}
        <label className="flex items-center gap-1.5 text-muted">
          Joined by
          <select
            value={key}
            onChange={({ currentTarget }) => setChosen(currentTarget.value)}
            className="h-6 max-w-40 rounded-md border border-outline bg-canvas px-1 text-12 text-ink"
          >
            <option value={BY_POSITION}>row number</option>
            {shared.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <Button
          look="quiet"
          aria-pressed={isDiffOnly}
          className="h-6! aria-pressed:bg-selected"
          onClick={() => setDiffOnly(!isDiffOnly)}
        >
          Only what differs
        </Button>
      </ComparisonBar>
      {rows.length === 0 ? (
        <EmptyState title="These tables do not differ">All of their rows are equal.</EmptyState>
      ) : (
        <JoinedGrid
          key={key}
          label={`${sides[0].name} against ${sides[1].name}`}
          keyName={key === BY_POSITION ? '#' : key}
          columns={joined.columns}
          rows={rows}
        />
      )}
      <footer className="flex h-8 flex-none items-center gap-3 border-t border-separator px-4 text-12 text-muted tabular-nums">
        {countsText(joined, sides)}
        {isCut && <span>The first {formatCount(MOST_JOINED)} rows of each.</span>}
      </footer>
    </>
  );
}

function countsText({ counts }: JoinedTable, [left, right]: readonly [FileSide, FileSide]): string {
  return [
    `${formatCount(counts.changed)} changed`,
    `${formatCount(counts.same)} equal`,
    ...(counts.left > 0 ? [`${formatCount(counts.left)} only in ${left.name}`] : []),
    ...(counts.right > 0 ? [`${formatCount(counts.right)} only in ${right.name}`] : []),
  ].join(', ');
}
