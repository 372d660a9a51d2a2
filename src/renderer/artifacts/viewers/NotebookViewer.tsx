import { useMemo } from 'react';
import { Markdown } from '../../components/Markdown.tsx';
import { type NotebookCell, type NotebookOutput, readNotebook } from '../notebook.ts';
import { HtmlOutput } from './HtmlOutput.tsx';
import { TextViewer } from './TextViewer.tsx';
import type { ViewerProps } from './viewer-props.ts';
import { WholeText } from './WholeText.tsx';

const CODE = 'overflow-x-auto rounded-md border border-separator px-3 py-2 font-mono text-12';

export function NotebookViewer(props: ViewerProps) {
  return <WholeText artifact={props.artifact}>{(text) => <Notebook text={text} {...props} />}</WholeText>;
}

function Notebook({ text, ...props }: ViewerProps & { text: string }) {
  const cells = useMemo(() => readNotebook(text), [text]);
  if (cells === undefined)
    return (
      <>
        <p className="px-4 py-2 text-12 text-muted">
          This is not a notebook of format 4, so it is shown as text.
        </p>
        <TextViewer {...props} />
      </>
    );
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label={props.artifact.path}
      className="min-h-0 flex-1 overflow-y-auto px-6 py-4"
    >
      <div className="flex max-w-200 flex-col gap-4">
        {cells.map((cell) => (
          <Cell key={cell.id} cell={cell} artifact={props.artifact} version={props.version} />
        ))}
      </div>
    </div>
  );
}

type File = Pick<ViewerProps, 'artifact' | 'version'>;

function Cell({ cell, ...file }: { cell: NotebookCell } & File) {
  if (cell.kind === 'markdown') return <Markdown text={cell.source} />;
  return (
    <div className="flex flex-col gap-1">
      <pre tabIndex={0} aria-label={`Input ${cell.count ?? ''}`} role="region" className={`${CODE} bg-panel`}>
        {cell.source}
      </pre>
      {cell.outputs.map((output) => (
        <Output key={output.id} output={output} cell={cell.id} {...file} />
      ))}
    </div>
  );
}

function Output({ output, cell, ...file }: { output: NotebookOutput; cell: string } & File) {
  if (output.kind === 'html') return <HtmlOutput output={output} cell={cell} {...file} />;
  if (output.kind === 'image')
    return <img src={output.content} alt="Output" className="max-w-full self-start rounded-sm bg-picture" />;
  return (
    <pre
      tabIndex={0}
      role="region"
      aria-label="Output"
      className={`overflow-x-auto px-3 font-mono text-12 ${output.kind === 'error' ? 'text-failed' : 'text-soft'}`}
    >
      {output.content}
    </pre>
  );
}
