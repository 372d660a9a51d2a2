import { type ReactNode, useState } from 'react';
import type { Run } from '../../../../contract/index.ts';
import { SegmentedChoice } from '../../../components/SegmentedChoice.tsx';
import { artifactUrl } from '../../../queries/artifacts.ts';
import { ComparisonBar } from './ComparisonBar.tsx';
import type { ComparedNode } from './compared-nodes.ts';
import type { FileSide } from './sides.ts';

type Way = 'all' | 'slider' | 'difference';

const WAYS = [
  ['all', 'Side by side'],
  ['slider', 'Slider'],
  ['difference', 'Difference'],
] as const;
const PICTURE = 'absolute inset-0 size-full object-contain';

interface ImageComparisonProps {
  runs: readonly Run[];
  node: ComparedNode;
  sides: readonly [FileSide, FileSide];
  choices: ReactNode;
}

/** Pictures of one path: of all runs beside each other, of two under a slider, or what differs from the left one. */
export function ImageComparison({ runs, node, sides, choices }: ImageComparisonProps) {
  const [way, setWay] = useState<Way>('all');
  const [left] = sides;
  const pictures = runs.flatMap(({ info }, index) => {
    const artifact = node.artifacts[index];
    return artifact === undefined
      ? []
      : [{ runId: info.run_id, name: info.run_name ?? info.run_id, url: artifactUrl(artifact) }];
  });
  const base = artifactUrl(left.artifact);
  return (
    <>
      <ComparisonBar>
        {choices}
        <SegmentedChoice label="Pictures" choices={WAYS} chosen={way} onChoose={setWay} />
        {way === 'difference' && <span className="text-muted">Black is what {left.name} has too.</span>}
      </ComparisonBar>
      {way === 'slider' ? (
        <Slider sides={sides} />
      ) : (
        <ul
          aria-label="Pictures"
          tabIndex={0}
          className="grid min-h-0 flex-1 auto-rows-[260px] grid-cols-[repeat(auto-fill,minmax(260px,1fr))] gap-3 overflow-y-auto p-4"
        >
          {pictures.map(({ runId, name, url }) => (
            <li key={runId} className="flex min-h-0 flex-col">
              <p className="flex-none truncate pb-1 text-12 font-medium" title={name}>
                {name}
              </p>
              <Picture
                url={url}
                name={name}
                {...(way === 'difference' && runId !== left.runId && { base })}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** A picture, or the difference of each of its pixels from another's. */
function Picture({ url, name, base }: { url: string; name: string; base?: string }) {
  const [pixels, setPixels] = useState('');
  return (
    <>
      <div className="relative isolate min-h-0 flex-1 overflow-hidden rounded-sm border border-separator bg-picture">
        <img
          src={url}
          alt={name}
          className={PICTURE}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setPixels(`${naturalWidth} × ${naturalHeight}`)
          }
        />
        {base !== undefined && (
          // With the paper that is under a picture: where both are transparent they are equal.
          <div className="absolute inset-0 bg-picture mix-blend-difference">
            <img src={base} alt="" className={PICTURE} />
          </div>
        )}
      </div>
      <p className="h-4 flex-none text-11 text-muted tabular-nums">{pixels}</p>
    </>
  );
}

/** The left picture up to the line that a person moves, the right one after it. */
function Slider({ sides: [left, right] }: { sides: readonly [FileSide, FileSide] }) {
  const [share, setShare] = useState(50);
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 p-4">
      <div className="flex flex-none justify-between gap-4 text-12 font-medium">
        <span className="min-w-0 truncate">{left.name}</span>
        <span className="min-w-0 truncate">{right.name}</span>
      </div>
      <div className="relative min-h-0 flex-1 overflow-hidden rounded-sm border border-separator bg-picture">
        <img src={artifactUrl(right.artifact)} alt={right.name} className={PICTURE} />
        <div className="absolute inset-0 bg-picture" style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }}>
          <img src={artifactUrl(left.artifact)} alt={left.name} className={PICTURE} />
        </div>
        <div aria-hidden="true" className="absolute inset-y-0 w-px bg-accent" style={{ left: `${share}%` }} />
        <input
          type="range"
          min={0}
          max={100}
          step={0.5}
          value={share}
          aria-label={`Share of ${left.name} that is shown`}
          onChange={({ currentTarget }) => setShare(Number(currentTarget.value))}
          className="absolute inset-0 size-full cursor-ew-resize opacity-0 focus-visible:opacity-30"
        />
      </div>
    </div>
  );
}
