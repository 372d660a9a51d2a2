import { ArrowRight, Columns3, Copy, Pencil, Trash2 } from 'lucide-react';
import type { MenuEntry } from '../../components/menu-entries.ts';
import { modelPath } from '../../model-paths.ts';
import type { ModelRow } from '../../queries/registered-models.ts';
import { copyUri } from './model-actions.ts';

/** Which form is open, and for what. */
export interface ModelDialog {
  kind: 'rename' | 'delete';
  models: readonly ModelRow[];
}

interface Ways {
  onOpen: (path: string) => void;
  onDialog: (dialog: ModelDialog) => void;
}

/** What can be done with one model or several. */
export function modelEntries(models: readonly ModelRow[], ways: Ways): MenuEntry[] {
  const [first] = models;
  if (first === undefined) return [{ heading: 'Tick models, or choose one' }];
  return [
    ...(models.length === 1 ? entriesOfOne(first, ways) : []),
    {
      label: models.length === 1 ? 'Delete…' : `Delete ${models.length} models…`,
      icon: Trash2,
      keys: 'Delete',
      isDanger: true,
      onSelect: () => ways.onDialog({ kind: 'delete', models }),
    },
  ];
}

function entriesOfOne(model: ModelRow, { onOpen, onDialog }: Ways): MenuEntry[] {
  const { name, latest, aliases } = model;
  return [
    { label: 'Open', icon: ArrowRight, keys: 'Enter', onSelect: () => onOpen(modelPath(name)) },
    {
      label: 'Open the board',
      icon: Columns3,
      keys: 'b',
      onSelect: () => onOpen(modelPath(name, 'board')),
    },
    {
      label: 'Rename…',
      icon: Pencil,
      keys: 'F2',
      onSelect: () => onDialog({ kind: 'rename', models: [model] }),
    },
    ...(latest === undefined
      ? []
      : [
          {
            label: 'Copy URI',
            icon: Copy,
            entries: urisOf(name, [latest.version], aliases).map((uri) => ({
              label: uri,
              onSelect: () => copyUri(uri),
            })),
          },
        ]),
    'separator',
  ];
}

/** How a model's versions are loaded: the latest, those of its aliases, and some by number. */
export function urisOf(
  name: string,
  versions: readonly string[],
  aliases: readonly { alias: string }[],
): string[] {
  return [
    `models:/${name}/latest`,
    ...aliases.map(({ alias }) => `models:/${name}@${alias}`),
    ...versions.map((version) => `models:/${name}/${version}`),
  ];
}
