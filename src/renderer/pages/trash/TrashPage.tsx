import { Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Page } from '../../components/Page.tsx';
import { formatBytes } from '../../format.ts';
import { type TrashSelection, useTrash } from '../../queries/trash.ts';
import { PurgeDialog } from './PurgeDialog.tsx';
import { TrashTable } from './TrashTable.tsx';
import { selectionOf, trashItems } from './trash-items.ts';

export function TrashPage() {
  const trash = useTrash();
  const { data } = trash;
  const items = useMemo(() => trashItems(data?.experiments ?? [], data?.runs ?? []), [data]);
  const [toPurge, setToPurge] = useState<TrashSelection>();
  const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
  return (
    <Page
      title="Trash"
      beside={
        items.length > 0 && (
          <span className="text-12 text-muted tabular-nums">{formatBytes(bytes)} of artifacts</span>
        )
      }
      actions={
        items.length > 0 && (
          <Button look="danger" onClick={() => setToPurge(selectionOf(items))}>
            <Trash2 />
            Empty the trash
          </Button>
        )
      }
      query={trash}
    >
      {data && items.length === 0 && (
        <EmptyState title="The trash is empty">
          Runs and experiments that are deleted, here or by a script, wait in this place until they are
          restored or removed for good. Nothing removes them by itself.
        </EmptyState>
      )}
      {items.length > 0 && <TrashTable items={items} onPurge={setToPurge} />}
      <PurgeDialog selection={toPurge} onClose={() => setToPurge(undefined)} />
    </Page>
  );
}
