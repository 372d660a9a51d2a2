import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { showError, showMessage, undoable } from '../../../components/messages.ts';
import { TextField } from '../../../components/TextField.tsx';
import { useRegistrySettings } from '../../../queries/registry-settings.ts';
import { type StageBoard, setAlias, useStageBoard } from '../../../queries/stage-board.ts';
import { askForMove } from '../../../queries/transition-requests.ts';
import { isAmong } from '../board/move-plan.ts';
import type { WayBack } from './move-filter.ts';

interface AliasDialogProps {
  name: string;
  /** The alias, and the version that it goes to; without one it is removed. */
  way: Extract<WayBack, { kind: 'alias' }>;
  onClose: () => void;
}

/** Gives an alias back to the version that had it, or removes it. */
export function AliasDialog({ name, way: { alias, version }, onClose }: AliasDialogProps) {
  const formId = useId();
  const [comment, setComment] = useState('');
  const { data: settings } = useRegistrySettings();
  const { data: board } = useStageBoard(name);
  const needsComment = settings?.comment_required ?? false;
  const needsApproval = version !== undefined && isAmong(settings?.approval_aliases ?? [], alias);
  const isReady = settings !== undefined && board !== undefined && (!needsComment || comment.trim() !== '');
  const title = version === undefined ? `Remove @${alias}` : `Give @${alias} back to v${version}`;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    const given = comment.trim() || undefined;
    if (needsApproval) void ask(name, alias, version, given);
    else void give({ name, alias, version, comment: given, holder: holderOf(board, alias), needsComment });
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={formId} disabled={!isReady}>
            {needsApproval ? 'Ask for approval' : version === undefined ? 'Remove' : 'Move back'}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3 text-12">
        <TextField
          label={needsComment ? 'Comment (the workspace asks for one)' : 'Comment (optional)'}
          placeholder="Why"
          value={comment}
          onChange={({ target }) => setComment(target.value)}
        />
        {needsApproval && <p className="text-muted">@{alias} needs the approval of somebody else.</p>}
      </form>
    </Dialog>
  );
}

const holderOf = (board: StageBoard, alias: string) =>
  board.versions.find(({ aliases }) => aliases.includes(alias))?.version;

interface Given {
  name: string;
  alias: string;
  version: string | undefined;
  comment: string | undefined;
  /** The version that has it now. */
  holder: string | undefined;
  needsComment: boolean;
}

async function give({ name, alias, version, comment, holder, needsComment }: Given): Promise<void> {
  const done = version === undefined ? `Removed @${alias}` : `Gave @${alias} to v${version}`;
  await undoable({
    act: () => setAlias(name, alias, version, comment),
    done,
    undo: () => setAlias(name, alias, holder, needsComment ? `Took back: ${done}` : undefined),
  });
}

async function ask(name: string, alias: string, version: string, comment: string | undefined): Promise<void> {
  try {
    await askForMove({ name, versions: [version], alias, comment });
    showMessage(`Asked for an approval to give @${alias} to v${version}`);
  } catch (error) {
    showError(error);
  }
}
