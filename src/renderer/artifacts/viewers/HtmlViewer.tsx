import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { artifactUrl } from '../../queries/artifacts.ts';
import type { ViewerProps } from './viewer-props.ts';

/** A foreign document in a frame without an origin: it sees neither this page nor the tracker, and the network not at all. */
export function HtmlViewer({ artifact, version }: ViewerProps) {
  const [runsScripts, setRunsScripts] = useState(false);
  return (
    <>
      <iframe
        key={String(runsScripts)}
        title={artifact.path}
        src={artifactUrl(artifact, { view: runsScripts ? 'scripts' : 'page', version })}
        sandbox={runsScripts ? 'allow-scripts' : ''}
        referrerPolicy="no-referrer"
        className="min-h-0 flex-1 bg-picture"
      />
      <footer className="flex h-10 flex-none items-center gap-3 border-t border-separator px-4 text-12 text-muted">
        <span className="min-w-0 truncate">
          {runsScripts
            ? 'Its scripts run, shut off from this page, the tracker and the network.'
            : 'Its scripts are off, and it loads nothing from elsewhere.'}
        </span>
        <Button className="ml-auto" onClick={() => setRunsScripts(!runsScripts)}>
          {runsScripts ? 'Stop its scripts' : 'Run its scripts'}
        </Button>
      </footer>
    </>
  );
}
