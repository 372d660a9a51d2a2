import { ArrowRight, ArrowRightLeft, AtSign, Copy, GitCompare, NotebookPen, Trash2 } from 'lucide-react';
import type { MenuEntry } from '../../components/menu-entries.ts';
import { modelVersionPath } from '../../model-paths.ts';
import type { BoardVersion } from '../../queries/stage-board.ts';
import { copyUri } from '../models/model-actions.ts';

/** Which form is open, and for which versions. */
export interface VersionDialog {
  kind: 'alias' | 'move' | 'description' | 'delete';
  versions: readonly BoardVersion[];
}

interface Ways {
  onOpen: (path: string) => void;
  onDialog: (dialog: VersionDialog) => void;
}

/** What can be done with one version of a model or several. */
export function versionEntries(
  name: string,
  versions: readonly BoardVersion[],
  { onOpen, onDialog }: Ways,
): MenuEntry[] {
  const [first] = versions;
  if (first === undefined) return [{ heading: 'Tick versions, or choose one' }];
  const isOne = versions.length === 1;
  const compared = comparedRuns(versions);
  const uri = `models:/${name}/${first.version}`;
  return [
    ...(isOne
      ? [
          {
            label: 'Open',
            icon: ArrowRight,
            keys: 'Enter',
            onSelect: () => onOpen(modelVersionPath(name, first.version)),
          },
        ]
      : [
          {
            label: 'Compare runs',
            icon: GitCompare,
            keys: 'c',
            isDisabled: compared === undefined,
            onSelect: () => compared !== undefined && onOpen(compared),
          },
        ]),
    {
      label: 'Move to a stage…',
      icon: ArrowRightLeft,
      keys: 'm',
      onSelect: () => onDialog({ kind: 'move', versions }),
    },
    ...(isOne
      ? ([
          {
            label: 'Set an alias…',
            icon: AtSign,
            keys: 'a',
            onSelect: () => onDialog({ kind: 'alias', versions }),
          },
          {
            label: 'Edit the description…',
            icon: NotebookPen,
            keys: 'n',
            onSelect: () => onDialog({ kind: 'description', versions }),
          },
          { label: `Copy ${uri}`, icon: Copy, onSelect: () => copyUri(uri) },
        ] satisfies MenuEntry[])
      : []),
    'separator',
    {
      label: isOne ? 'Delete…' : `Delete ${versions.length} versions…`,
      icon: Trash2,
      keys: 'Delete',
      isDanger: true,
      onSelect: () => onDialog({ kind: 'delete', versions }),
    },
  ];
}

/** The page that compares the runs of versions; undefined for fewer than two runs. */
export function comparedRuns(versions: readonly Pick<BoardVersion, 'run_id'>[]): string | undefined {
  const runs = [...new Set(versions.flatMap(({ run_id }) => run_id ?? []))];
  return runs.length < 2 ? undefined : `/compare-runs?${new URLSearchParams({ runs: runs.join(',') })}`;
}
