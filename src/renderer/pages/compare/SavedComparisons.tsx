import { useQueryClient } from '@tanstack/react-query';
import { Bookmark } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Menu } from '../../components/Menu.tsx';
import type { MenuEntry } from '../../components/menu-entries.ts';
import { showError, showMessage, undoable } from '../../components/messages.ts';
import { TextField } from '../../components/TextField.tsx';
import { createView, deleteView, updateView, useView, useViews, viewsKey } from '../../queries/views.ts';
import { tracker } from '../../tracker.ts';
import { addressOf, paramsOf } from './compare-address.ts';
import { useCompareView } from './compare-view.ts';
import { pathOfComparison, stateOfComparison } from './use-open-comparison.ts';

const COMPARE_PAGE = 'compare';

interface SavedComparisonsProps {
  runIds: readonly string[];
  experimentIds: readonly string[];
}

/** Comparisons kept under a name in the workspace. */
export function SavedComparisons({ runIds, experimentIds }: SavedComparisonsProps) {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [naming, setNaming] = useState<'new' | 'rename'>();
  const viewId = params.get('view') ?? undefined;
  const { data: saved = [] } = useViews(COMPARE_PAGE);
  const { data: current } = useView(viewId);
  const stateNow = () =>
    stateOfComparison({ runIds, params: paramsOf(addressOf(params)), view: useCompareView.getState().view });
  const open = async (id: string) => {
    const { view } = await tracker.call('getView', { view_id: id });
    await navigate(pathOfComparison(id, view.state));
  };
  const save = async (name: string) => {
    const state = stateNow();
    const view = await createView({ name, page: COMPARE_PAGE, experiment_ids: [...experimentIds], state });
    // What is shown is what was saved: it need not be read.
    cache.setQueryData([...viewsKey, view.view_id], { view });
    await navigate(pathOfComparison(view.view_id, state), { replace: true });
  };
  const change = async (changed: { name?: string; state?: string }) => {
    if (current === undefined) return;
    await updateView(current.view_id, { ...changed, experiment_ids: [...experimentIds] });
  };
  const remove = async () => {
    if (current === undefined) return;
    // What is shown stays, as a comparison of no name.
    const rest = new URLSearchParams(params);
    rest.delete('view');
    await undoable({
      act: async () => {
        // At once, so that nobody asks for what is no longer there.
        await navigate(`/compare-runs?${rest}`, { replace: true, flushSync: true });
        await deleteView(current.view_id);
      },
      done: `Deleted the comparison ${current.name}`,
      undo: () => createView(current),
    });
  };
  const ofCurrent: MenuEntry[] =
    current === undefined
      ? []
      : [
          {
            label: `Save the changes to ${current.name}`,
            onSelect: () =>
              void change({ state: stateNow() }).then(
                () => showMessage(`Saved the changes to ${current.name}`),
                showError,
              ),
          },
          { label: `Rename ${current.name}…`, onSelect: () => setNaming('rename') },
          { label: `Delete ${current.name}`, isDanger: true, onSelect: () => void remove() },
        ];
  const entries: MenuEntry[] = [
    ...saved.map(({ view_id, name }) => ({
      label: name,
      isChecked: view_id === viewId,
      onSelect: () => void open(view_id).catch(showError),
    })),
    ...(saved.length > 0 ? ['separator' as const] : []),
    { label: 'Save this comparison…', onSelect: () => setNaming('new') },
    ...ofCurrent,
  ];
  return (
    <>
      <Menu entries={entries} align="end">
        <Button look="quiet" className={current === undefined ? '' : 'max-w-60 text-accent-ink'}>
          <Bookmark />
          <span className="truncate">{current?.name ?? 'Saved'}</span>
        </Button>
      </Menu>
      {naming !== undefined && (
        <NameDialog
          title={naming === 'new' ? 'Save this comparison' : 'Rename the comparison'}
          verb={naming === 'new' ? 'Save' : 'Rename'}
          name={naming === 'new' ? '' : (current?.name ?? '')}
          onClose={() => setNaming(undefined)}
          onName={(name) => (naming === 'new' ? save(name) : change({ name }))}
        />
      )}
    </>
  );
}

interface NameDialogProps {
  title: string;
  verb: string;
  name: string;
  onClose: () => void;
  onName: (name: string) => Promise<void>;
}

function NameDialog({ title, verb, name, onClose, onName }: NameDialogProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = String(new FormData(event.currentTarget).get('name')).trim();
    if (given !== '') void onName(given).then(onClose, showError);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="comparison-name" look="primary">
            {verb}
          </Button>
        </>
      }
    >
      <form id="comparison-name" onSubmit={submit}>
        <TextField label="Name" name="name" defaultValue={name} maxLength={250} required />
      </form>
    </Dialog>
  );
}
