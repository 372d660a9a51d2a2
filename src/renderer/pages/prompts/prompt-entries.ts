import { ArrowRight, Copy, GitCompare, Trash2 } from 'lucide-react';
import type { MenuEntry } from '../../components/menu-entries.ts';
import { showError, showMessage } from '../../components/messages.ts';
import { promptPath } from '../../model-paths.ts';
import type { ModelRow } from '../../queries/registered-models.ts';
import { comparePath } from '../prompt/prompt-address.ts';
import { aliasUri, versionUri } from './prompt-lines.ts';

interface Ways {
  onOpen: (path: string) => void;
  onDelete: (prompts: readonly ModelRow[]) => void;
}

/** What can be done with one prompt or several. */
export function promptEntries(prompts: readonly ModelRow[], ways: Ways): MenuEntry[] {
  const [first] = prompts;
  if (first === undefined) return [{ heading: 'Tick prompts, or choose one' }];
  return [
    ...(prompts.length === 1 ? entriesOfOne(first, ways) : []),
    {
      label: prompts.length === 1 ? 'Delete…' : `Delete ${prompts.length} prompts…`,
      icon: Trash2,
      keys: 'Delete',
      isDanger: true,
      onSelect: () => ways.onDelete(prompts),
    },
  ];
}

function entriesOfOne({ name, latest, aliases, versions }: ModelRow, { onOpen }: Ways): MenuEntry[] {
  const uris = latest
    ? [
        versionUri(name, latest.version),
        aliasUri(name, 'latest'),
        ...aliases.map(({ alias }) => aliasUri(name, alias)),
      ]
    : [];
  return [
    { label: 'Open', icon: ArrowRight, keys: 'Enter', onSelect: () => onOpen(promptPath(name)) },
    {
      label: 'Compare versions',
      icon: GitCompare,
      isDisabled: versions < 2,
      onSelect: () => onOpen(comparePath(name, undefined, undefined)),
    },
    ...(uris.length === 0
      ? []
      : [
          {
            label: 'Copy URI',
            icon: Copy,
            entries: uris.map((uri) => ({ label: uri, onSelect: () => copyText(uri, uri) })),
          },
        ]),
    'separator',
  ];
}

/** Copies a text and says what it was. */
export function copyText(text: string, what: string): void {
  navigator.clipboard.writeText(text).then(() => showMessage(`Copied ${what}`), showError);
}
