import { rowSelectionFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { Trash2, Undo2, X } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { ListGrid } from '../../components/ListGrid.tsx';
import type { TrashSelection } from '../../queries/trash.ts';
import { GRID, TrashRow } from './TrashRow.tsx';
import { restore } from './trash-actions.ts';
import { selectionOf, type TrashItem } from './trash-items.ts';

const features = tableFeatures({ rowSelectionFeature });
const columns = [{ id: 'name', accessorFn: ({ name }: TrashItem) => name }];

interface TrashTableProps {
  items: TrashItem[];
  onPurge: (selection: TrashSelection) => void;
}

export function TrashTable({ items, onPurge }: TrashTableProps) {
  const table = useTable({ features, columns, data: items, getRowId: ({ id }) => id });
  const rows = table.getRowModel().rows;
  useEffect(() => {
    const ids = new Set(items.map(({ id }) => id));
    table.setRowSelection((ticked) => {
      const kept = Object.entries(ticked).filter(([id]) => ids.has(id));
      return kept.length === Object.keys(ticked).length ? ticked : Object.fromEntries(kept);
    });
  }, [items, table]);
  const ticked = table.getSelectedRowModel().rows.map(({ original }) => original);
  const selection = selectionOf(ticked);
  return (
    <>
      <div className="flex h-10 flex-none items-center gap-1 border-b border-separator px-4 text-12">
        {ticked.length === 0 ? (
          <span className="text-muted">Tick what to restore or to remove for good.</span>
        ) : (
          <div role="toolbar" aria-label="Ticked" className="flex items-center gap-1">
            <span className="pr-1 text-muted tabular-nums">{ticked.length} ticked</span>
            <Button look="quiet" onClick={() => void restore(selection)}>
              <Undo2 />
              Restore
            </Button>
            <Button look="danger" onClick={() => onPurge(selection)}>
              <Trash2 />
              Delete for good
            </Button>
            <IconButton icon={X} label="Untick all" onClick={() => table.resetRowSelection(true)} />
          </div>
        )}
      </div>
      <ListGrid
        label="Trash"
        count={rows.length}
        columns={GRID}
        heads={
          <>
            <span role="columnheader" className="grid place-items-center">
              <input
                type="checkbox"
                aria-label="Tick all"
                checked={table.getIsAllRowsSelected()}
                onChange={(event) => table.toggleAllRowsSelected(event.target.checked)}
                className="accent-action"
              />
            </span>
            <span role="columnheader">Name</span>
            <span role="columnheader">Of</span>
            <span role="columnheader" className="text-right">
              Artifacts
            </span>
            <span role="columnheader" className="text-right">
              Deleted
            </span>
            <span role="columnheader" className="sr-only">
              Actions
            </span>
          </>
        }
      >
        {(index, start) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <TrashRow
              key={row.id}
              item={row.original}
              index={index}
              top={start}
              isTicked={row.getIsSelected()}
              onTick={row.getToggleSelectedHandler()}
              onPurge={onPurge}
            />
          );
        }}
      </ListGrid>
    </>
  );
}
