import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import type { RunRowData } from '../../../contract/index.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { undoable } from '../../components/messages.ts';
import { TextField } from '../../components/TextField.tsx';
import { moveRuns, renameRun, restoreRunsTag, setRunsTag, type TagBefore } from '../../queries/runs.ts';
import { createView } from '../../queries/views.ts';
import { countOfRuns } from './change-runs.ts';
import { ExperimentChoice } from './ExperimentChoice.tsx';
import { closeRunDialog, type RunDialog, useRunDialog } from './run-dialog.ts';
import { useRunsView } from './runs-view.ts';
import { useTicks } from './ticks.ts';
import { stateOfView } from './use-runs-view.ts';
import { RUNS_PAGE } from './ViewsMenu.tsx';

interface RunDialogsProps {
  experimentIds: readonly string[];
  /** The runs that are loaded: they know the name or the tag that a change replaces. */
  rows: readonly RunRowData[];
}

/** The dialog that was asked for, about the runs it was asked for. */
export function RunDialogs({ experimentIds, rows }: RunDialogsProps) {
  const { dialog } = useRunDialog();
  if (dialog === undefined) return null;
  if (dialog.kind === 'save-view') return <SaveViewDialog experimentIds={experimentIds} />;
  if (dialog.kind === 'tag') return <TagDialog runIds={dialog.runIds} />;
  if (dialog.kind === 'move')
    return <MoveDialog runIds={dialog.runIds} rows={rows} experimentIds={experimentIds} />;
  return <RenameDialog dialog={dialog} rows={rows} />;
}

interface FormDialogProps {
  title: string;
  action: string;
  isReady: boolean;
  /** Resolves to whether it was done; then the dialog closes. */
  onSubmit: () => Promise<boolean>;
  children: ReactNode;
}

function FormDialog({ title, action, isReady, onSubmit, children }: FormDialogProps) {
  const formId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) void onSubmit().then((isDone) => isDone && closeRunDialog());
  };
  const footer = (
    <>
      <Button onClick={closeRunDialog}>Cancel</Button>
      <Button look="primary" type="submit" form={formId} disabled={!isReady}>
        {action}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={closeRunDialog} title={title} footer={footer}>
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3">
        {children}
      </form>
    </Dialog>
  );
}

function RenameDialog({
  dialog,
  rows,
}: {
  dialog: Extract<RunDialog, { runIds: unknown }>;
  rows: readonly RunRowData[];
}) {
  const [runId = ''] = dialog.runIds;
  const before = rows.find(({ run_id }) => run_id === runId)?.run_name ?? '';
  const [name, setName] = useState(before);
  const rename = () =>
    undoable({
      act: () => renameRun(runId, name.trim()),
      done: `Renamed the run to ${name.trim()}`,
      undo: () => renameRun(runId, before),
    });
  return (
    <FormDialog title="Rename the run" action="Rename" isReady={name.trim() !== ''} onSubmit={rename}>
      <TextField label="Name" value={name} onChange={(event) => setName(event.target.value)} autoFocus />
    </FormDialog>
  );
}

function TagDialog({ runIds }: { runIds: readonly string[] }) {
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const [isRemoved, setRemoved] = useState(false);
  const change = async () => {
    const name = key.trim();
    let before: readonly TagBefore[] = [];
    return undoable({
      act: async () => {
        before = await setRunsTag(runIds, name, isRemoved ? undefined : value);
      },
      done: isRemoved
        ? `Removed the tag ${name} from ${countOfRuns(runIds.length)}`
        : `Tagged ${countOfRuns(runIds.length)} with ${name}`,
      undo: () => restoreRunsTag(name, before),
    });
  };
  const action = `${isRemoved ? 'Remove from' : 'Tag'} ${countOfRuns(runIds.length)}`;
  return (
    <FormDialog
      title={`Tag ${countOfRuns(runIds.length)}`}
      action={action}
      isReady={key.trim() !== ''}
      onSubmit={change}
    >
      <TextField label="Tag" value={key} onChange={(event) => setKey(event.target.value)} autoFocus />
      {!isRemoved && (
        <TextField label="Value" value={value} onChange={(event) => setValue(event.target.value)} />
      )}
      <label className="flex items-center gap-2 text-12">
        <input type="checkbox" checked={isRemoved} onChange={(event) => setRemoved(event.target.checked)} />
        Remove this tag instead
      </label>
    </FormDialog>
  );
}

function MoveDialog({ runIds, rows, experimentIds }: { runIds: readonly string[] } & RunDialogsProps) {
  const [target, setTarget] = useState<{ id: string; name: string }>();
  const move = async () => {
    if (target === undefined) return false;
    const home = new Map(rows.map(({ run_id, experiment_id }) => [run_id, experiment_id]));
    const isDone = await undoable({
      act: () => moveRuns(runIds, target.id),
      done: `Moved ${countOfRuns(runIds.length)} to ${target.name}`,
      undo: async () => {
        for (const id of experimentIds) {
          const back = runIds.filter((runId) => (home.get(runId) ?? experimentIds[0]) === id);
          if (back.length > 0) await moveRuns(back, id);
        }
      },
    });
    if (isDone) useTicks.getState().clear();
    return isDone;
  };
  return (
    <FormDialog
      title={`Move ${countOfRuns(runIds.length)} to another experiment`}
      action={target === undefined ? 'Move' : `Move to ${target.name}`}
      isReady={target !== undefined}
      onSubmit={move}
    >
      <ExperimentChoice without={experimentIds} chosen={target?.id} onChoose={setTarget} />
    </FormDialog>
  );
}

function SaveViewDialog({ experimentIds }: { experimentIds: readonly string[] }) {
  const [name, setName] = useState('');
  const navigate = useNavigate();
  const save = async () => {
    const state = stateOfView(useRunsView.getState().view);
    const request = { name: name.trim(), page: RUNS_PAGE, experiment_ids: [...experimentIds], state };
    const { view_id } = await createView(request);
    await navigate(`/experiments/${experimentIds.join(',')}?view=${view_id}`, { replace: true });
    return true;
  };
  return (
    <FormDialog title="Save as a view" action="Save" isReady={name.trim() !== ''} onSubmit={save}>
      <TextField
        label="Name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        hint="Keeps filter, columns, order, groups and pins for everyone in the workspace."
        autoFocus
      />
    </FormDialog>
  );
}
