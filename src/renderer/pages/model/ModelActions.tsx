import { Copy, Ellipsis, Link2, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { RegisteredModel } from '../../../contract/index.ts';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import type { MenuEntry } from '../../components/menu-entries.ts';
import { modelNameIn, modelPath } from '../../model-paths.ts';
import { useStageBoard } from '../../queries/stage-board.ts';
import { DeleteModelsDialog } from '../models/DeleteModelsDialog.tsx';
import { copyUri } from '../models/model-actions.ts';
import { urisOf } from '../models/model-entries.ts';
import { RenameModelDialog } from '../models/RenameModelDialog.tsx';

/** What can be done with a model, on its page. */
export function ModelActions({ model: { name, aliases = [] } }: { model: RegisteredModel }) {
  const navigate = useNavigate();
  const { data: board } = useStageBoard(name);
  const [dialog, setDialog] = useState<'rename' | 'delete'>();
  const versions = board?.versions.length ?? 0;
  const uris = versions > 0 ? urisOf(name, [], aliases) : [];
  const entries: MenuEntry[] = [
    { label: 'Rename…', icon: Pencil, onSelect: () => setDialog('rename') },
    {
      label: 'Copy link',
      icon: Link2,
      onSelect: () => copyUri(`${window.location.origin}${modelPath(name)}`),
    },
    'separator',
    {
      label: 'Delete…',
      icon: Trash2,
      isDanger: true,
      isDisabled: board === undefined,
      onSelect: () => setDialog('delete'),
    },
  ];
  const close = () => setDialog(undefined);
  return (
    <>
      {uris.length > 0 && (
        <Menu align="end" entries={uris.map((uri) => ({ label: uri, onSelect: () => copyUri(uri) }))}>
          <Button>
            <Copy />
            Copy URI
          </Button>
        </Menu>
      )}
      <Menu entries={entries} align="end">
        <IconButton icon={Ellipsis} label="Actions on this model" />
      </Menu>
      {dialog === 'rename' && (
        <RenameModelDialog
          name={name}
          onClose={close}
          onRenamed={(to, from) => {
            // Taking it back may come when the page has been left.
            if (modelNameIn(window.location.pathname) === from)
              void navigate(modelPath(to), { replace: true });
          }}
        />
      )}
      {dialog === 'delete' && (
        <DeleteModelsDialog
          models={[{ name, versions, aliases }]}
          onClose={close}
          onDeleted={() => void navigate('/models', { replace: true })}
        />
      )}
    </>
  );
}
