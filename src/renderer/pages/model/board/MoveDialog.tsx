import { ArrowRight } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import type { RegistrySettings } from '../../../../contract/index.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { SkeletonBar } from '../../../components/SkeletonBar.tsx';
import { StageLabel } from '../../../components/StageLabel.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { useRegistrySettings } from '../../../queries/registry-settings.ts';
import { type StageBoard, useStageBoard } from '../../../queries/stage-board.ts';
import { actorWords, useActor } from '../../../your-name.ts';
import { archiveChoice, rememberArchiveChoice } from './archive-choice.ts';
import { makeMove } from './move-actions.ts';
import { planMove, versionWords } from './move-plan.ts';

/*
 * MoveDialog: asks what a move of versions to another stage is to be: the stage, whether those that are there are archived, the
 * comment. It makes the move, or asks for it where the workspace wants an approval, and says so in the corner.
 *   name       the registered model
 *   versions   which of its versions
 *   to         the stage; without it a person chooses one
 *   onClose    called when it is decided, either way; `isMoved` says which
 */
interface MoveDialogProps {
  name: string;
  versions: readonly string[];
  to?: string | undefined;
  onClose: (isMoved: boolean) => void;
}

export function MoveDialog(props: MoveDialogProps) {
  const settings = useRegistrySettings();
  const board = useStageBoard(props.name);
  if (settings.data && board.data)
    return <MoveForm {...props} settings={settings.data} versionsNow={board.data.versions} />;
  const failed = settings.error ? settings : board;
  return (
    <Dialog isOpen onClose={() => props.onClose(false)} title="Move">
      {failed.error ? (
        <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />
      ) : (
        <SkeletonBar width="w-40" />
      )}
    </Dialog>
  );
}

interface MoveFormProps extends MoveDialogProps {
  settings: RegistrySettings;
  versionsNow: StageBoard['versions'];
}

function MoveForm({ name, versions, to, settings, versionsNow, onClose }: MoveFormProps) {
  const formId = useId();
  const [stage, setStage] = useState(to ?? '');
  const [archives, setArchives] = useState(archiveChoice);
  const [comment, setComment] = useState('');
  const plan = planMove(versionsNow, versions, stage, settings);
  const { moving, others, needsApproval, needsComment } = plan;
  const isReady = moving.length > 0 && stage !== '' && (!needsComment || comment.trim() !== '');
  const chosen = versionsNow.filter(({ version }) => versions.includes(version));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    if (others.length > 0) rememberArchiveChoice(archives);
    void makeMove({ name, plan, archives, comment: comment.trim() || undefined, settings });
    onClose(true);
  };
  return (
    <Dialog
      isOpen
      onClose={() => onClose(false)}
      title={`Move ${versionWords(chosen)}${to === undefined ? '' : ` to ${to}`}`}
      footer={
        <>
          <Button onClick={() => onClose(false)}>Cancel</Button>
          <Button look="primary" type="submit" form={formId} disabled={!isReady}>
            {needsApproval ? 'Ask for approval' : 'Move'}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3 text-12">
        <Way
          settings={settings}
          chosen={chosen}
          stage={stage}
          {...(to === undefined && { onChoose: setStage })}
        />
        <MovedMeanwhile chosen={chosen} />
        {stage !== '' && moving.length === 0 && <p className="text-muted">It is there already.</p>}
        {others.length > 0 && (
          <label className="flex items-start gap-2">
            <input
              type="checkbox"
              checked={archives}
              onChange={({ target }) => setArchives(target.checked)}
              className="mt-px"
            />
            Archive {others.length === 1 ? 'the version' : 'the versions'} now in {stage}:{' '}
            {versionWords(others)}
          </label>
        )}
        <TextField
          label={needsComment ? 'Comment (the workspace asks for one)' : 'Comment (optional)'}
          placeholder="Why"
          required={needsComment}
          value={comment}
          onChange={({ target }) => setComment(target.value)}
        />
        {needsApproval && (
          <p className="text-muted">
            A move to {stage} needs the approval of somebody else. The request stands on the card until it is
            decided.
          </p>
        )}
      </form>
    </Dialog>
  );
}

interface WayProps {
  settings: RegistrySettings;
  chosen: StageBoard['versions'];
  stage: string;
  /** Given where the stage is to be chosen here. */
  onChoose?: (stage: string) => void;
}

/** From where to where. */
function Way({ settings: { stages }, chosen, stage, onChoose }: WayProps) {
  const id = useId();
  const from = stages.filter(({ name }) => chosen.some((version) => version.stage === name));
  const target = stages.find(({ name }) => name === stage);
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
      {from.map(({ name, classic, color }) => (
        <StageLabel key={name} stage={name} classic={classic} color={color} />
      ))}
      <ArrowRight className="text-faint" />
      <span className="sr-only">to</span>
      {onChoose === undefined ? (
        target && <StageLabel stage={target.name} classic={target.classic} color={target.color} />
      ) : (
        <>
          <label htmlFor={id} className="sr-only">
            To
          </label>
          <select
            id={id}
            value={stage}
            onChange={({ target: { value } }) => onChoose(value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }}
            className="h-7 min-w-40 rounded-md border border-outline bg-canvas px-1.5"
          >
            <option value="" disabled>
              Choose a stage
            </option>
            {stages.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </>
      )}
    </div>
  );
}

/** Says where somebody else moved one of the versions while this is open. */
function MovedMeanwhile({ chosen }: { chosen: StageBoard['versions'] }) {
  const [opened] = useState(Date.now);
  const actor = useActor();
  const moved = chosen.filter(
    ({ stage_since, moved_by }) => stage_since > opened && moved_by !== undefined && moved_by !== actor,
  );
  if (moved.length === 0) return null;
  return (
    <p role="status" className="text-killed">
      {moved
        .map(
          ({ version, stage, moved_by = '' }) =>
            `v${version} was moved to ${stage} by ${actorWords(moved_by)} just now.`,
        )
        .join(' ')}
    </p>
  );
}
