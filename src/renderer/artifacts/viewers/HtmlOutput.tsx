import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { artifactUrl } from '../../queries/artifacts.ts';
import type { NotebookOutput } from '../notebook.ts';
import type { ViewerProps } from './viewer-props.ts';

const ROW_PIXELS = 28;
const LEAST_PIXELS = 64;
const MOST_PIXELS = 420;

interface HtmlOutputProps extends Pick<ViewerProps, 'artifact' | 'version'> {
  output: NotebookOutput;
  cell: string;
}

/** HTML of a notebook in a frame without an origin, answered by the tracker with the policy of foreign documents. */
export function HtmlOutput({ output, cell, artifact, version }: HtmlOutputProps) {
  const [runsScripts, setRunsScripts] = useState(false);
  const hasScripts = /<script/i.test(output.content);
  const url = artifactUrl(artifact, {
    view: runsScripts ? 'scripts' : 'page',
    version,
    cell: Number(cell),
    output: Number(output.id),
  });
  return (
    <div className="flex flex-col items-start gap-1">
      <iframe
        key={String(runsScripts)}
        title={`Output ${Number(output.id) + 1} of cell ${Number(cell) + 1}`}
        src={url}
        sandbox={runsScripts ? 'allow-scripts' : ''}
        referrerPolicy="no-referrer"
        loading="lazy"
        className="w-full resize-y rounded-sm bg-picture"
        style={{ height: heightOf(output.content, runsScripts) }}
      />
      {hasScripts && (
        <Button look="quiet" onClick={() => setRunsScripts(!runsScripts)}>
          {runsScripts ? 'Stop its scripts' : 'Run its scripts'}
        </Button>
      )}
    </div>
  );
}

/** A frame without an origin does not tell how high its document is, so its rows are counted. It scrolls and is drawn larger. */
function heightOf(html: string, runsScripts: boolean): number {
  if (runsScripts) return MOST_PIXELS;
  const rows = html.match(/<(?:tr|p|li|h[1-6]|br|pre)\b/gi)?.length ?? 0;
  return Math.min(MOST_PIXELS, Math.max(LEAST_PIXELS, rows * ROW_PIXELS + ROW_PIXELS));
}
