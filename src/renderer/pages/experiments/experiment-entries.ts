import { ArrowRight, Copy, FolderOpen, NotebookPen, Pencil, Tag, Trash2, Undo2 } from 'lucide-react';
import type { Experiment } from '../../../contract/index.ts';
import type { MenuEntry } from '../../components/menu-entries.ts';
import type { DialogState } from './ExperimentDialog.tsx';
import { copyId, deleteExperiments, restoreExperiments } from './experiment-actions.ts';

interface Ways {
  onDialog: (dialog: DialogState) => void;
  onOpen: (path: string) => void;
}

/** What can be done with a folder besides what can be done with all that is in it. */
export function folderEntries(path: string | undefined, { onOpen }: Pick<Ways, 'onOpen'>): MenuEntry[] {
  if (path === undefined) return [];
  return [
    {
      label: 'Open the folder',
      icon: FolderOpen,
      keys: 'o',
      onSelect: () => onOpen(`/experiments?${new URLSearchParams({ folder: path })}`),
    },
    'separator',
  ];
}

/** What can be done with one experiment or several. */
export function experimentEntries(
  experiments: readonly Experiment[],
  isDeleted: boolean,
  { onDialog, onOpen }: Ways,
): MenuEntry[] {
  const [first] = experiments;
  if (first === undefined) return [{ heading: 'Tick experiments, or choose one' }];
  const isOne = experiments.length === 1;
  const open: MenuEntry[] = isOne
    ? [
        {
          label: 'Open',
          icon: ArrowRight,
          keys: 'Enter',
          onSelect: () => onOpen(`/experiments/${first.experiment_id}`),
        },
      ]
    : [];
  const copy: MenuEntry[] = isOne
    ? [{ label: 'Copy the id', icon: Copy, onSelect: () => copyId(first) }]
    : [];
  if (isDeleted)
    return [
      ...open,
      ...copy,
      'separator',
      {
        label: isOne ? 'Restore' : `Restore ${experiments.length} experiments`,
        icon: Undo2,
        keys: 'r',
        onSelect: () => void restoreExperiments(experiments),
      },
    ];
  return [
    ...open,
    ...(isOne
      ? ([
          {
            label: 'Rename',
            icon: Pencil,
            keys: 'F2',
            onSelect: () => onDialog({ kind: 'rename', experiments }),
          },
          {
            label: 'Edit the note',
            icon: NotebookPen,
            keys: 'n',
            onSelect: () => onDialog({ kind: 'note', experiments }),
          },
        ] satisfies MenuEntry[])
      : []),
    { label: 'Edit tags', icon: Tag, keys: 't', onSelect: () => onDialog({ kind: 'tags', experiments }) },
    ...copy,
    'separator',
    {
      label: isOne ? 'Delete' : `Delete ${experiments.length} experiments`,
      icon: Trash2,
      keys: 'Delete',
      isDanger: true,
      onSelect: () => void deleteExperiments(experiments),
    },
  ];
}
