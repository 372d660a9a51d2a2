import { useId, useState } from 'react';
import { CopyButton } from '../../components/CopyButton.tsx';
import { SegmentedChoice } from '../../components/SegmentedChoice.tsx';
import type { VersionOf } from '../../queries/model-versions.ts';
import { useTrackingUri } from '../../tracker.ts';
import { commandsThatServe, curlOfFile, pythonThatDownloads, pythonThatLoads } from './model-code.ts';

const WAYS = [
  ['load', 'Load'],
  ['download', 'Download'],
  ['serve', 'Serve'],
] as const;
type Way = (typeof WAYS)[number][0];

interface VersionUseProps {
  of: VersionOf;
  /** How it can be named, the exact one first. */
  uris: readonly string[];
  flavors: readonly string[];
}

/** Lines that load, fetch or serve a version, by any of its names. */
export function VersionUse({ of, uris, flavors }: VersionUseProps) {
  const id = useId();
  const tracker = useTrackingUri();
  const [way, setWay] = useState<Way>('load');
  const [chosen, setChosen] = useState('');
  const uri = uris.find((one) => one === chosen) ?? uris[0] ?? '';
  const model = { ...of, uri, tracker, flavors };
  return (
    <section className="border-t border-separator px-4 py-3 text-12">
      <div className="flex h-6 items-center gap-2">
        <h2 className="font-semibold">Use it</h2>
        <SegmentedChoice label="Lines that" choices={WAYS} chosen={way} onChoose={setWay} />
        <label htmlFor={id} className="sr-only">
          By
        </label>
        <select
          id={id}
          value={uri}
          onChange={(event) => setChosen(event.target.value)}
          className="ml-auto h-6 max-w-72 min-w-0 rounded-md border border-outline bg-canvas px-1.5 font-mono text-11"
        >
          {uris.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </div>
      {way === 'load' && <Code code={pythonThatLoads(model)} />}
      {way === 'download' && (
        <>
          <Code code={pythonThatDownloads(model)} />
          <p className="mt-2 text-muted">One file, such as its MLmodel:</p>
          <Code code={curlOfFile(model, 'MLmodel')} />
        </>
      )}
      {way === 'serve' && <Code code={commandsThatServe(model)} />}
    </section>
  );
}

function Code({ code }: { code: string }) {
  return (
    <div className="mt-2 flex items-start gap-2 rounded-md border border-separator bg-panel py-1 pr-1 pl-3">
      <pre tabIndex={0} className="min-w-0 flex-1 overflow-x-auto py-1 font-mono leading-5">
        <code>{code}</code>
      </pre>
      <CopyButton text={code} what="lines" />
    </div>
  );
}
