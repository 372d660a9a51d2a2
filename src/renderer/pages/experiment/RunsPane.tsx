import { type ReactNode, useEffect, useMemo } from 'react';
import type { RunRowData } from '../../../contract/index.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { FirstRun } from '../../components/FirstRun.tsx';
import { type Crumb, PageHeader } from '../../components/PageHeader.tsx';
import { SegmentedChoice } from '../../components/SegmentedChoice.tsx';
import { formatCount } from '../../format.ts';
import { useRunColumns } from '../../queries/run-columns.ts';
import { BulkBar } from './BulkBar.tsx';
import { ColumnPicker } from './ColumnPicker.tsx';
import { countOfRuns } from './change-runs.ts';
import { ExportMenu } from './ExportMenu.tsx';
import { equalColumns } from './equal-columns.ts';
import { FilterBar } from './FilterBar.tsx';
import { groupedColumns, isOfRunsOnly } from './grouped-columns.ts';
import { RunDialogs } from './RunDialogs.tsx';
import { RunsBody } from './RunsBody.tsx';
import { RunsTable } from './RunsTable.tsx';
import { RunsTableSkeleton } from './RunsTableSkeleton.tsx';
import { isTree, runsRequest } from './runs-request.ts';
import { type RunsView, useRunsView } from './runs-view.ts';
import { GroupMenu, ShowMenu } from './ShowMenu.tsx';
import { SortAgain } from './SortAgain.tsx';
import { useSuggestedColumns } from './suggested-columns.ts';
import { useTicks } from './ticks.ts';
import { useEntries } from './use-entries.ts';
import { columnsOfIds } from './use-table-columns.ts';
import { ViewsMenu } from './ViewsMenu.tsx';

interface RunsPaneProps {
  experimentIds: readonly string[];
  crumbs: readonly Crumb[];
  title: string;
  beside: ReactNode;
  experimentName: string;
}

const MODES = [
  ['table', 'Table'],
  ['split', 'Split'],
  ['charts', 'Charts'],
] as const;
const NONE: ReadonlySet<string> = new Set();

/** The table of runs with what arranges it. */
export function RunsPane({ experimentIds, crumbs, title, beside, experimentName }: RunsPaneProps) {
  const { view, change } = useRunsView();
  const { data: used, isPending: areKeysPending } = useRunColumns(experimentIds);
  const suggested = useSuggestedColumns(used, experimentIds.length > 1);
  const ids = (view.columns ?? suggested).join('\n');
  const isGrouped = view.groupBy.length > 0;
  const columns = useMemo(() => {
    const chosen = columnsOfIds(ids.split('\n'));
    return isGrouped ? groupedColumns(chosen) : chosen;
  }, [ids, isGrouped]);
  const request = useMemo(
    () => runsRequest(view, experimentIds, columns),
    // Widths and pins are part of the view too, and change with every move of the pointer.
    [
      view.filter,
      view.isDeleted,
      view.sort,
      view.groupBy,
      view.isNested,
      view.metricValues,
      experimentIds,
      columns,
    ],
  );
  const areColumnsKnown = view.columns !== undefined || !areKeysPending;
  const data = useEntries(view, request, areColumnsKnown);
  const hasRuns = data.rows.length > 0;
  const hidden = useMemo(() => {
    if (isGrouped && !hasRuns) return new Set(columns.filter(isOfRunsOnly).map(({ id }) => id));
    return view.isDiffOnly ? equalColumns(columns, data.rows, view.metricValues) : NONE;
  }, [isGrouped, hasRuns, view.isDiffOnly, view.metricValues, columns, data.rows]);
  // Ticks are of this table: another one begins without any.
  useEffect(() => useTicks.getState().clear, []);

  return (
    <>
      <PageHeader crumbs={crumbs} title={title} beside={beside}>
        {data.hasMoved && <SortAgain onSort={() => void data.sortAgain()} />}
        {data.total !== undefined && (
          <p className="whitespace-nowrap text-12 text-muted tabular-nums">
            {totalText(data.total, view, data.rows)}
          </p>
        )}
        <SegmentedChoice
          label="What is shown"
          choices={MODES}
          chosen={view.mode}
          onChoose={(mode) => change({ mode })}
        />
        <ExportMenu request={request} />
        <ViewsMenu experimentIds={experimentIds} />
      </PageHeader>
      <div className="flex h-10 flex-none items-center gap-1 px-3">
        <FilterBar experimentIds={experimentIds} />
        <GroupMenu experimentIds={experimentIds} />
        <ShowMenu />
        <ColumnPicker experimentIds={experimentIds} shown={columns.map(({ id }) => id)} />
      </div>
      <Body data={data} isPending={data.source.isPending || !areColumnsKnown} experimentName={experimentName}>
        <RunsBody experimentIds={experimentIds} data={data}>
          <RunsTable columns={columns} hidden={hidden} data={data} />
        </RunsBody>
      </Body>
      <BulkBar request={request} />
      <RunDialogs experimentIds={experimentIds} rows={data.rows} />
    </>
  );
}

function totalText(total: number, view: RunsView, rows: readonly RunRowData[]): string {
  if (view.groupBy.length > 0) return `${formatCount(total)} ${total === 1 ? 'group' : 'groups'}`;
  const hasChildren = isTree(view) && rows.some(({ children }) => children > 0);
  return hasChildren ? `${formatCount(total)} top-level ${total === 1 ? 'run' : 'runs'}` : countOfRuns(total);
}

interface BodyProps {
  data: ReturnType<typeof useEntries>;
  isPending: boolean;
  experimentName: string;
  children: ReactNode;
}

/** The table, or what there is instead of it. */
function Body({ data, isPending, experimentName, children }: BodyProps) {
  const { view, change } = useRunsView();
  const { error, refetch, data: answer } = data.source;
  if (isPending) return <RunsTableSkeleton />;
  const notice = error && <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (answer === undefined) return <div className="p-2">{notice}</div>;
  if (data.lineCount > 0)
    return (
      <>
        {notice}
        {children}
      </>
    );
  if (view.filter === '' && !view.isDeleted) return <FirstRun experimentName={experimentName} />;
  return (
    <EmptyState title={view.isDeleted ? 'No deleted runs' : 'No run matches the filter'}>
      <p>{view.isDeleted ? 'Deleted runs stay here until they are removed for good.' : view.filter}</p>
      <Button className="mt-3" onClick={() => change({ filter: '', isDeleted: false })}>
        Show all active runs
      </Button>
    </EmptyState>
  );
}
