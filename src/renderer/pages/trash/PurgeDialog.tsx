import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { formatBytes, formatCount } from '../../format.ts';
import { type TrashSelection, usePurgePreview } from '../../queries/trash.ts';
import { removeForGood } from './trash-actions.ts';
import { describeItems } from './trash-items.ts';

interface PurgeDialogProps {
  selection: TrashSelection | undefined;
  onClose: () => void;
}

/** Says what removing for good would take with it, by asking the tracker, and then does it. */
export function PurgeDialog({ selection, onClose }: PurgeDialogProps) {
  const { data, error, refetch } = usePurgePreview(selection);
  if (selection === undefined) return null;
  const what = describeItems(selection);
  const size = data ? ` (${formatBytes(data.artifact_bytes)})` : '';
  const rows: readonly (readonly [string, string])[] = [
    ['Runs', data ? formatCount(data.runs) : '…'],
    ['Experiments', data ? formatCount(data.experiments) : '…'],
    ['Logged models', data ? formatCount(data.logged_models) : '…'],
    ['Artifacts', data ? formatBytes(data.artifact_bytes) : '…'],
    ['Rows of the database', data ? formatCount(data.database_rows) : '…'],
  ];
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={`Delete ${what} for good`}
      action={`Delete ${what}${size}`}
      isReady={data !== undefined}
      onConfirm={() => removeForGood(selection)}
    >
      <p>This cannot be undone. It removes</p>
      <dl className="mt-2 text-12">
        {rows.map(([name, value]) => (
          <div key={name} className="flex h-6 items-center justify-between">
            <dt className="text-muted">{name}</dt>
            <dd className="font-mono tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
    </ConfirmDialog>
  );
}
