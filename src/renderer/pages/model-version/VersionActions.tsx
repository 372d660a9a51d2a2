import {
  ArrowRightLeft,
  AtSign,
  ChevronLeft,
  ChevronRight,
  Copy,
  Ellipsis,
  Link2,
  Trash2,
} from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ModelVersion } from '../../../contract/index.ts';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import type { MenuEntry } from '../../components/menu-entries.ts';
import { modelPath, modelVersionPath } from '../../model-paths.ts';
import { useRegisteredModel } from '../../queries/registered-models.ts';
import { useKeys } from '../../use-keys.ts';
import { AliasDialog } from '../model/AliasDialog.tsx';
import { MoveDialog } from '../model/board/MoveDialog.tsx';
import { DeleteVersionsDialog } from '../model/DeleteVersionsDialog.tsx';
import { copyUri } from '../models/model-actions.ts';

interface VersionActionsProps {
  version: ModelVersion;
  stage: string;
  uris: readonly string[];
  /** The versions before and after it. */
  older: string | undefined;
  newer: string | undefined;
}

/** What can be done with a version, on its page. */
export function VersionActions({ version: one, stage, uris, older, newer }: VersionActionsProps) {
  const { name, version, aliases = [] } = one;
  const navigate = useNavigate();
  const { data: model } = useRegisteredModel(name);
  const [dialog, setDialog] = useState<'move' | 'alias' | 'delete'>();
  const close = () => setDialog(undefined);
  const goTo = (other: string | undefined) =>
    other !== undefined && void navigate(modelVersionPath(name, other), { replace: true });
  useKeys((key) => {
    if (key === '[') goTo(older);
    else if (key === ']') goTo(newer);
    else if (key === 'm') setDialog('move');
    else if (key === 'a') setDialog('alias');
    else if (key === 'Delete') setDialog('delete');
    else if (key === 'Escape') void navigate(modelPath(name, 'versions'));
    else return false;
    return true;
  });
  const entries: MenuEntry[] = [
    { label: 'Move to a stage…', icon: ArrowRightLeft, keys: 'm', onSelect: () => setDialog('move') },
    { label: 'Set an alias…', icon: AtSign, keys: 'a', onSelect: () => setDialog('alias') },
    {
      label: 'Copy link',
      icon: Link2,
      onSelect: () => copyUri(`${window.location.origin}${modelVersionPath(name, version)}`),
    },
    'separator',
    {
      label: 'Delete…',
      icon: Trash2,
      keys: 'Delete',
      isDanger: true,
      onSelect: () => setDialog('delete'),
    },
  ];
  return (
    <>
      <span className="flex">
        <IconButton
          icon={ChevronLeft}
          label={older === undefined ? 'There is no older version' : `Older: v${older}`}
          keys="["
          disabled={older === undefined}
          onClick={() => goTo(older)}
        />
        <IconButton
          icon={ChevronRight}
          label={newer === undefined ? 'There is no newer version' : `Newer: v${newer}`}
          keys="]"
          disabled={newer === undefined}
          onClick={() => goTo(newer)}
        />
      </span>
      <Menu align="end" entries={uris.map((uri) => ({ label: uri, onSelect: () => copyUri(uri) }))}>
        <Button>
          <Copy />
          Copy URI
        </Button>
      </Menu>
      <Menu entries={entries} align="end">
        <IconButton icon={Ellipsis} label="Actions on this version" />
      </Menu>
      {dialog === 'move' && <MoveDialog name={name} versions={[version]} onClose={close} />}
      {dialog === 'alias' && (
        <AliasDialog name={name} versions={[version]} aliases={model?.aliases ?? []} onClose={close} />
      )}
      {dialog === 'delete' && (
        <DeleteVersionsDialog
          name={name}
          versions={[{ version, stage, aliases }]}
          onClose={close}
          onDeleted={() => void navigate(modelPath(name, 'versions'), { replace: true })}
        />
      )}
    </>
  );
}
