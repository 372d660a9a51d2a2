import { Bookmark } from 'lucide-react';
import { useNavigate, useSearchParams } from 'react-router';
import { Button } from '../../components/Button.tsx';
import { Menu } from '../../components/Menu.tsx';
import type { MenuEntry } from '../../components/menu-entries.ts';
import { showMessage, undoable } from '../../components/messages.ts';
import { createView, deleteView, updateView, useView, useViews } from '../../queries/views.ts';
import { openRunDialog } from './run-dialog.ts';
import { useRunsView } from './runs-view.ts';
import { stateOfView } from './use-runs-view.ts';

/** The page that saved views of runs belong to. */
export const RUNS_PAGE = 'runs';

/** Named arrangements of the table, kept in the workspace. */
export function ViewsMenu({ experimentIds }: { experimentIds: readonly string[] }) {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const viewId = params.get('view') ?? undefined;
  const { data: views = [] } = useViews(RUNS_PAGE, experimentIds[0] ?? '');
  const { data: current } = useView(viewId);
  const path = `/experiments/${experimentIds.join(',')}`;
  const entries: MenuEntry[] = [
    ...views.map(({ view_id, name }) => ({
      label: name,
      isChecked: view_id === viewId,
      onSelect: () => void navigate(`${path}?view=${view_id}`),
    })),
    ...(views.length > 0 ? ['separator' as const] : []),
    { label: 'Save as a view…', onSelect: () => openRunDialog({ kind: 'save-view' }) },
    ...(viewId !== undefined && current !== undefined
      ? [
          {
            label: `Save changes to ${current.name}`,
            onSelect: () => {
              const state = stateOfView(useRunsView.getState().view);
              void undoable({
                act: () => updateView(viewId, { state }),
                done: `Saved ${current.name}`,
                undo: () => updateView(viewId, { state: current.state }),
              }).then((isDone) => isDone && navigate(`${path}?view=${viewId}`, { replace: true }));
            },
          },
          {
            label: `Delete ${current.name}`,
            isDanger: true,
            onSelect: () => {
              void undoable({
                act: () => deleteView(viewId),
                done: `Deleted the view ${current.name}`,
                undo: () => createView(current),
              }).then((isDone) => isDone && navigate(path, { replace: true }));
            },
          },
          {
            label: 'Copy the link',
            onSelect: () =>
              void navigator.clipboard
                .writeText(window.location.href)
                .then(() => showMessage('Copied the link to this view')),
          },
        ]
      : []),
  ];
  return (
    <Menu entries={entries} align="end">
      <Button look="quiet" className={current === undefined ? '' : 'max-w-60 text-accent-ink'}>
        <Bookmark />
        <span className="truncate">{current?.name ?? 'Views'}</span>
      </Button>
    </Menu>
  );
}
