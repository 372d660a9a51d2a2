import { Download, FolderInput, GitCompareArrows, Pencil, RotateCcw, Tag, Trash2, X } from 'lucide-react';
import { useNavigate } from 'react-router';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import type { RunRowsRequest } from '../../queries/run-rows.ts';
import { countOfRuns, deleteWithUndo, restoreWithUndo } from './change-runs.ts';
import { exportRuns } from './export-runs.ts';
import { openRunDialog } from './run-dialog.ts';
import { useTicks } from './ticks.ts';

interface BulkBarProps {
  request: RunRowsRequest;
}

/** What can be done with the ticked runs. It floats, so that nothing moves when it comes. */
export function BulkBar({ request }: BulkBarProps) {
  const { ticked, clear } = useTicks();
  const navigate = useNavigate();
  if (ticked.size === 0) return null;
  const runIds = [...ticked];
  const isDeleted = request.run_view_type === 'DELETED_ONLY';
  const compare = () => {
    const query = new URLSearchParams({
      runs: JSON.stringify(runIds),
      experiments: JSON.stringify(request.experiment_ids),
    });
    void navigate(`/compare-runs?${query}`);
  };
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-4 z-30 flex justify-center px-4">
      <div
        role="toolbar"
        aria-label="Selected runs"
        className="pointer-events-auto flex max-w-full items-center gap-0.5 overflow-x-auto rounded-md border border-outline bg-panel py-1 pr-1 pl-3 text-12 shadow-float"
      >
        <span className="mr-2 whitespace-nowrap text-muted tabular-nums">
          {countOfRuns(runIds.length)} selected
        </span>
        {!isDeleted && (
          <>
            <Button look="quiet" onClick={compare} disabled={runIds.length < 2}>
              <GitCompareArrows />
              Compare
            </Button>
            {runIds.length === 1 && (
              <Button look="quiet" onClick={() => openRunDialog({ kind: 'rename', runIds })}>
                <Pencil />
                Rename
              </Button>
            )}
            <Button look="quiet" onClick={() => openRunDialog({ kind: 'tag', runIds })}>
              <Tag />
              Tag
            </Button>
            <Button look="quiet" onClick={() => openRunDialog({ kind: 'move', runIds })}>
              <FolderInput />
              Move
            </Button>
          </>
        )}
        <Menu
          entries={[
            { label: 'CSV, all columns', onSelect: () => void exportRuns(request, 'csv', runIds) },
            { label: 'Parquet, all columns', onSelect: () => void exportRuns(request, 'parquet', runIds) },
          ]}
        >
          <Button look="quiet">
            <Download />
            Export
          </Button>
        </Menu>
        {isDeleted ? (
          <Button look="quiet" onClick={() => void restoreWithUndo(runIds)}>
            <RotateCcw />
            Restore
          </Button>
        ) : (
          <Button look="quiet" className="text-failed" onClick={() => void deleteWithUndo(runIds)}>
            <Trash2 />
            Delete
          </Button>
        )}
        <IconButton icon={X} label="Select none" keys="Escape" onClick={clear} />
      </div>
    </div>
  );
}
