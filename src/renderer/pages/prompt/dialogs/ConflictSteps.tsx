import { type ReactNode, useId, useState } from 'react';
import type { PromptConflict, PromptResolution } from '../../../../contract/index.ts';
import { Button } from '../../../components/Button.tsx';

interface ConflictStepsProps {
  conflicts: readonly PromptConflict[];
  /** How the two sides are called: "This draft", "Shorter answers". */
  ours: string;
  theirs: string;
  onResolved: (resolutions: PromptResolution[]) => void;
}

type Side = 'base' | 'ours' | 'theirs';

/** Where two contents disagree, one after the other: one of the three texts is taken, or another one is written. */
export function ConflictSteps({ conflicts, ours, theirs, onResolved }: ConflictStepsProps) {
  const [resolutions, setResolutions] = useState<readonly PromptResolution[]>([]);
  const [text, setText] = useState<string>();
  const editorId = useId();
  const at = resolutions.length;
  const conflict = conflicts[at];
  if (conflict === undefined) return null;
  const answer = (resolution: PromptResolution) => {
    const next = [...resolutions, resolution];
    setText(undefined);
    if (next.length === conflicts.length) onResolved(next);
    else setResolutions(next);
  };
  const take = (side: Side) => answer({ id: conflict.id, take: side });
  const lines = conflict.lines;
  return (
    <div className="text-12">
      <p className="mb-2 flex items-baseline justify-between gap-2">
        <span>
          <span className="font-semibold">{whereWords(conflict.where)}</span>
          {lines && lines.to_line >= lines.from_line && (
            <span className="ml-2 text-muted">
              {lines.from_line === lines.to_line
                ? `line ${lines.from_line}`
                : `lines ${lines.from_line} – ${lines.to_line}`}
            </span>
          )}
        </span>
        <span className="text-muted tabular-nums">
          Conflict {at + 1} of {conflicts.length}
        </span>
      </p>
      <div className="grid grid-cols-3 gap-2">
        <Choice
          title="Before both"
          text={conflict.base}
          action="Take what was before"
          onTake={() => take('base')}
        />
        <Choice title={ours} text={conflict.ours} action={`Take ${ours}`} onTake={() => take('ours')} />
        <Choice
          title={theirs}
          text={conflict.theirs}
          action={`Take ${theirs}`}
          onTake={() => take('theirs')}
        />
      </div>
      {text === undefined ? (
        <div className="mt-3 flex gap-2">
          {at > 0 && (
            <Button look="quiet" onClick={() => setResolutions(resolutions.slice(0, -1))}>
              Back
            </Button>
          )}
          <Button onClick={() => setText(conflict.ours ?? '')}>Write another text</Button>
        </div>
      ) : (
        <div className="mt-3">
          <label htmlFor={editorId} className="mb-1 block text-muted">
            What it becomes
          </label>
          <textarea
            id={editorId}
            rows={6}
            autoFocus
            value={text}
            spellCheck={false}
            onChange={({ target }) => setText(target.value)}
            className="block w-full resize-y rounded-md border border-outline bg-canvas px-2 py-1 font-mono"
          />
          <div className="mt-2 flex gap-2">
            <Button look="quiet" onClick={() => setText(undefined)}>
              Cancel
            </Button>
            <Button look="primary" onClick={() => answer({ id: conflict.id, take: 'text', text })}>
              Take this text
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}

interface ChoiceProps {
  title: string;
  text: string | undefined;
  action: string;
  onTake: () => void;
}

function Choice({ title, text, action, onTake }: ChoiceProps): ReactNode {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col rounded-md border border-separator">
      <h3 className="truncate border-b border-separator px-2 py-1 font-medium" title={title}>
        {title}
      </h3>
      <pre
        // A region that scrolls must be reachable by the keyboard.
        tabIndex={0}
        aria-label={`Text of ${title}`}
        className="max-h-60 min-h-16 flex-1 overflow-auto px-2 py-1 font-mono text-11 leading-4.5 break-words whitespace-pre-wrap"
      >
        {text === undefined ? (
          <span className="font-sans text-muted">Not there</span>
        ) : text === '' ? (
          <span className="font-sans text-muted">Empty</span>
        ) : (
          text
        )}
      </pre>
      <Button look="accent" className="m-1" onClick={onTake}>
        <span className="truncate">{action}</span>
      </Button>
    </section>
  );
}

/** `messages[1]` as a person counts: "Message 2". */
function whereWords(where: string): string {
  const message = /^messages\[(\d+)\](?:\.(.+))?$/.exec(where);
  if (message !== null) return `Message ${Number(message[1]) + 1}${message[2] ? `, ${message[2]}` : ''}`;
  const [first = '', ...rest] = where.replaceAll('_', ' ').split('.');
  const name = `${first.charAt(0).toUpperCase()}${first.slice(1)}`;
  return rest.length === 0 ? name : `${name}: ${rest.join('.')}`;
}
