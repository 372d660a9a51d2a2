import { BellPlus, Ellipsis, PackagePlus, Pencil, Trash2, Undo2 } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { Run } from '../../../contract/index.ts';
import { type Command, useCommands } from '../../commands.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import type { MenuEntry } from '../../components/menu-entries.ts';
import { showError, showMessage, undoable } from '../../components/messages.ts';
import { loggedModelSource, type ModelSource } from '../../model-source.ts';
import { useLoggedModels } from '../../queries/run.ts';
import { deleteRuns, restoreRuns } from '../../queries/runs.ts';
import { openRegister } from '../../register-dialog.ts';
import { openNewRule } from '../../rule-dialog.ts';
import { RenameRunDialog } from './RenameRunDialog.tsx';
import { isReady, modelIdsOf } from './run-models.ts';
import { runPath } from './use-run-tab.ts';

export function RunActions({ run }: { run: Run }) {
  const { info } = run;
  const [isRenaming, setRenaming] = useState(false);
  const sources = useLoggedModels(modelIdsOf(run)).filter(isReady).map(loggedModelSource);
  useRegisterCommand(sources);
  const { run_id, run_name, experiment_id, artifact_uri, lifecycle_stage } = info;
  const copy = (text: string, what: string) => ({
    label: `Copy ${what}`,
    onSelect: () =>
      void navigator.clipboard.writeText(text).then(() => showMessage(`Copied the ${what}`), showError),
  });
  const remove = () =>
    undoable({
      act: () => deleteRuns([run_id]),
      done: `Deleted ${run_name}`,
      undo: () => restoreRuns([run_id]),
    });
  const entries: MenuEntry[] = [
    {
      label: 'Rename…',
      icon: Pencil,
      isDisabled: lifecycle_stage === 'deleted',
      onSelect: () => setRenaming(true),
    },
    {
      label: 'Alert me…',
      icon: BellPlus,
      isDisabled: lifecycle_stage === 'deleted',
      onSelect: () => openNewRule({ kind: 'finish', scope: { run_ids: [run_id] } }),
    },
    ...(sources.length === 0
      ? []
      : [
          {
            label: 'Register model…',
            icon: PackagePlus,
            onSelect: () => openRegister(sources),
          },
        ]),
    'separator',
    copy(run_id, 'run id'),
    copy(`runs:/${run_id}`, 'run URI'),
    copy(artifact_uri, 'artifact URI'),
    copy(`${window.location.origin}${runPath(experiment_id, run_id)}`, 'link'),
    'separator',
    lifecycle_stage === 'deleted'
      ? { label: 'Restore', icon: Undo2, onSelect: () => void restoreRuns([run_id]).catch(showError) }
      : { label: 'Delete', icon: Trash2, isDanger: true, onSelect: () => void remove() },
    ...(info.status === 'RUNNING'
      ? [{ heading: 'A run is stopped where its script runs (Ctrl+C there).' }]
      : []),
  ];
  return (
    <>
      <Menu entries={entries} align="end">
        <IconButton icon={Ellipsis} label="Actions on this run" />
      </Menu>
      {isRenaming && <RenameRunDialog runId={run_id} name={run_name} onClose={() => setRenaming(false)} />}
    </>
  );
}

function useRegisterCommand(sources: readonly ModelSource[]): void {
  const latest = useRef(sources);
  latest.current = sources;
  const hasAny = sources.length > 0;
  const commands = useMemo<Command[]>(
    () =>
      hasAny
        ? [
            {
              section: 'This page',
              label: 'Register model',
              icon: PackagePlus,
              run: () => openRegister(latest.current),
            },
          ]
        : [],
    [hasAny],
  );
  useCommands(commands);
}
