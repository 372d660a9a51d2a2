import { type FormEvent, useId, useState } from 'react';
import type { RegistrySettings, TransitionRequest } from '../../../../contract/index.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { TextField } from '../../../components/TextField.tsx';
import type { StageBoard } from '../../../queries/stage-board.ts';
import { actorWords } from '../../../your-name.ts';
import { approve, askedWords, refuse } from './move-actions.ts';
import { planMove, versionWords } from './move-plan.ts';

interface DecisionDialogProps {
  request: TransitionRequest;
  answer: 'approve' | 'refuse';
  versions: StageBoard['versions'];
  settings: RegistrySettings;
  onClose: () => void;
}

/** The answer to a request, with what it does and why. */
export function DecisionDialog({ request, answer, versions, settings, onClose }: DecisionDialogProps) {
  const formId = useId();
  const [comment, setComment] = useState('');
  const { version, stage, actor, archive_existing_versions } = request;
  const plan = stage === undefined ? undefined : planMove(versions, [version], stage, settings);
  const archived = archive_existing_versions ? (plan?.others ?? []) : [];
  const isApproval = answer === 'approve';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = comment.trim() || undefined;
    void (isApproval ? approve(request, given, plan, settings) : refuse(request, given));
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`${isApproval ? 'Approve' : 'Refuse'} ${askedWords(request)} for v${version}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look={isApproval ? 'primary' : 'danger'} type="submit" form={formId}>
            {isApproval ? 'Approve' : 'Refuse'}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3 text-12">
        <p>
          {actorWords(actor)} asks for it{request.comment ? `: “${request.comment}”` : '.'}
        </p>
        {isApproval && archived.length > 0 && <p>It archives {versionWords(archived)}.</p>}
        <TextField
          label="Comment (optional)"
          value={comment}
          onChange={({ target }) => setComment(target.value)}
        />
      </form>
    </Dialog>
  );
}
