import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { formatCount } from '../../format.ts';
import { artifactUrl } from '../../queries/artifacts.ts';
import { DataTable } from '../DataTable.tsx';
import { useTableFile } from '../use-table-file.ts';
import type { TableFormat } from '../workers/table-worker.ts';
import type { ViewerProps } from './viewer-props.ts';

/** A table file, whatever its size: the rows in view are read. */
export function TableViewer({ artifact, version, format }: ViewerProps & { format: TableFormat }) {
  const { opened, error, rowAt, read, reopen } = useTableFile(artifactUrl(artifact, { version }), format);
  if (error) return <ErrorNotice error={error} onRetry={reopen} />;
  if (opened === undefined) return null;
  const { columns, rowCount, note } = opened;
  return (
    <>
      <DataTable label={artifact.path} columns={columns} rowCount={rowCount} rowAt={rowAt} onShown={read} />
      <footer className="flex h-8 flex-none items-center gap-3 border-t border-separator px-4 text-12 text-muted tabular-nums">
        {formatCount(rowCount)} {rowCount === 1 ? 'row' : 'rows'}, {formatCount(columns.length)}{' '}
        {columns.length === 1 ? 'column' : 'columns'}
        {note !== undefined && <span>{note}</span>}
      </footer>
    </>
  );
}
