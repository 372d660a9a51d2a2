import { CircleAlert, TriangleAlert } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useId, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { PromptContent } from '../../../../contract/index.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { publishPromptDraft } from '../../../queries/prompt-drafts.ts';
import { ChangeCount } from '../compare/ChangeCount.tsx';
import { changedParts } from '../compare/content-parts.ts';
import { type ContentProblem, contentProblems } from '../content-problems.ts';
import type { DraftSession } from '../drafts/draft-session.ts';
import { keepTyping } from '../drafts/kept-typing.ts';

interface CommitDialogProps {
  session: DraftSession;
  /** The number that the version will have, as far as is known. */
  nextVersion: number;
  /** What it was begun from. */
  base: PromptContent | undefined;
  declared: readonly string[] | undefined;
  onClose: () => void;
  onCommitted: (version: string) => void;
}

/** A title that a person gave says what changed; one that was made up does not. */
const ownTitle = (title: string) => (/^(?:Draft|Copy of )/.test(title) ? '' : title);
const ALIAS = /^@?[\w.-]*$/;

/** Makes a version of a draft: with a message, an alias where one is named, and a last look at what changed. */
export function CommitDialog({
  session,
  nextVersion,
  base,
  declared,
  onClose,
  onCommitted,
}: CommitDialogProps) {
  const formId = useId();
  const { content, saved, formatText } = useStore(session.state);
  const [message, setMessage] = useState(ownTitle(saved.title));
  const [typedAlias, setAlias] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const problems = useMemo(() => contentProblems(content, declared), [content, declared]);
  const alias = typedAlias.trim().replace(/^@/, '');
  const isReady = message.trim() !== '' && ALIAS.test(typedAlias.trim()) && !isBusy;
  const commit = async () => {
    await session.save();
    const { status, saved: draft, error: failure } = session.state.getState();
    if (status !== 'saved') throw failure ?? new Error('Someone else changed the draft: see to that first.');
    const { draft_id, revision } = draft;
    const commit_message = message.trim();
    const version = await publishPromptDraft({
      draft_id,
      revision,
      commit_message,
      tags: [],
      alias: alias === '' ? undefined : alias,
    });
    keepTyping(draft_id, undefined);
    onCommitted(version);
  };
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (!isReady) return;
    setBusy(true);
    setError(undefined);
    try {
      await commit();
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
      setBusy(false);
    }
  };
  const submitByKeys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void submit();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="medium"
      title={`Commit v${nextVersion}`}
      description="A version cannot be changed afterwards."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" disabled={!isReady}>
            Commit
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => void submit(event)}
        onKeyDown={submitByKeys}
        className="flex flex-col gap-3"
      >
        <TextField
          label="Commit message"
          value={message}
          placeholder="What changed, and why"
          onChange={({ target }) => setMessage(target.value)}
        />
        <TextField
          label="Alias, if one is to be set to it"
          value={typedAlias}
          placeholder="champion"
          error={ALIAS.test(typedAlias.trim()) ? undefined : 'Letters, digits, - _ and . only.'}
          onChange={({ target }) => setAlias(target.value)}
        />
        <Changes base={base} content={content} />
        {formatText !== undefined && (
          <p role="alert" className="text-12 text-failed">
            The response format is no JSON: the version would have the last one that was.
          </p>
        )}
        <Problems problems={problems} />
        {error !== undefined && (
          <p role="alert" className="text-12 break-words text-failed">
            {error}
          </p>
        )}
      </form>
    </Dialog>
  );
}

function Changes({ base, content }: { base: PromptContent | undefined; content: PromptContent }) {
  const parts = useMemo(() => base && changedParts(base, content), [base, content]);
  if (parts === undefined) return <p className="text-12 text-muted">It is the first version of its line.</p>;
  return (
    <section aria-label="Changes" className="text-12">
      <h3 className="mb-1 text-muted">What changes</h3>
      {parts.length === 0 && base?.type === content.type && (
        <p className="text-killed">Nothing: it is the same as the version it was begun from.</p>
      )}
      <ul className="max-h-40 overflow-y-auto">
        {parts.map((part, index) => (
          <li key={`${index} ${part.name}`} className="flex h-6 items-center gap-2">
            <span className="truncate">{part.name}</span>
            <span className="text-muted">
              {part.before === undefined ? 'added' : part.after === undefined ? 'removed' : 'changed'}
            </span>
            <span className="ml-auto">
              <ChangeCount part={part} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const MOST_SHOWN = 12;

function Problems({ problems }: { problems: readonly ContentProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <section aria-label="Warnings" className="text-12">
      <h3 className="mb-1 text-muted">To look at before</h3>
      <ul>
        {problems.slice(0, MOST_SHOWN).map(({ where, severity, message }, index) => (
          <li key={`${index} ${where}`} className="flex items-start gap-2 py-0.5">
            {severity === 'error' ? (
              <CircleAlert aria-label="Error" className="text-failed" />
            ) : (
              <TriangleAlert aria-label="Warning" className="text-killed" />
            )}
            <span className="min-w-0 break-words">
              {where}: {message}
            </span>
          </li>
        ))}
        {problems.length > MOST_SHOWN && (
          <li className="text-muted">and {problems.length - MOST_SHOWN} more</li>
        )}
      </ul>
    </section>
  );
}
