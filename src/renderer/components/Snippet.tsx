import { CopyButton } from './CopyButton.tsx';

interface SnippetProps {
  /** What the lines are for, said before them. */
  label: string;
  code: string;
  what: string;
}

/** Lines to paste into a terminal or a script. */
export function Snippet({ label, code, what }: SnippetProps) {
  return (
    <figure className="mt-4">
      <figcaption className="mb-1 text-12 text-muted">{label}</figcaption>
      <div className="flex items-start gap-2 rounded-md border border-separator bg-panel py-1 pr-1 pl-3">
        <pre
          // A region that scrolls must be reachable by the keyboard.
          tabIndex={0}
          className="min-w-0 flex-1 overflow-x-auto py-1 font-mono text-12 leading-5"
        >
          <code>{code}</code>
        </pre>
        <CopyButton text={code} what={what} />
      </div>
    </figure>
  );
}
