import { ArrowLeftRight } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Run } from '../../../../contract/index.ts';
import { ArtifactViewer } from '../../../artifacts/ArtifactViewer.tsx';
import { type ArtifactKind, artifactKind } from '../../../artifacts/artifact-kind.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import { SegmentedChoice } from '../../../components/SegmentedChoice.tsx';
import { type Artifact, useArtifactHead } from '../../../queries/artifacts.ts';
import type { CompareAddress } from '../compare-address.ts';
import { ComparisonBar } from './ComparisonBar.tsx';
import type { ComparedNode } from './compared-nodes.ts';
import { ImageComparison } from './ImageComparison.tsx';
import { RunChoice } from './RunChoice.tsx';
import { type ChosenSide, sidesOf } from './sides.ts';
import { TableComparison } from './TableComparison.tsx';

const TextComparison = lazy(async () => ({
  default: (await import('./TextComparison.tsx')).TextComparison,
}));

/** How a file of two runs is shown. */
type Way = 'text' | 'table' | 'pictures' | 'each';

const WORDS: Readonly<Record<Way, string>> = {
  text: 'Text',
  table: 'Table',
  pictures: 'Pictures',
  each: 'Each by itself',
};
const WAYS: Readonly<Record<ArtifactKind, readonly Way[]>> = {
  empty: ['text', 'each'],
  text: ['text', 'each'],
  model: ['text', 'each'],
  json: ['text', 'each'],
  markdown: ['text', 'each'],
  notebook: ['text', 'each'],
  html: ['text', 'each'],
  delimited: ['table', 'text', 'each'],
  parquet: ['table', 'each'],
  image: ['pictures', 'each'],
  svg: ['pictures', 'text', 'each'],
  pdf: ['each'],
  audio: ['each'],
  video: ['each'],
  binary: ['each'],
};

interface FileComparisonProps {
  runs: readonly Run[];
  node: ComparedNode;
  address: CompareAddress;
  onChange: (changed: Partial<CompareAddress>) => void;
}

/** One path as two runs have it; pictures as all runs have them. */
export function FileComparison({ runs, node, address, onChange }: FileComparisonProps) {
  const [left, right] = sidesOf(runs, node, address);
  const swap = () => onChange({ left: right?.runId, right: left?.runId });
  return (
    <section aria-label={node.path} className="flex min-h-0 flex-1 flex-col">
      <header className="flex min-h-10 flex-none flex-wrap items-center gap-2 border-b border-separator px-4 py-1">
        <h2 className="min-w-0 truncate font-semibold" title={node.path}>
          {node.name}
        </h2>
        <div className="ml-auto flex min-w-0 items-center gap-1">
          <RunChoice
            label="Left"
            runs={runs}
            node={node}
            chosen={left}
            onChoose={(id) => onChange({ left: id })}
          />
          <IconButton icon={ArrowLeftRight} label="Swap the sides" onClick={swap} />
          <RunChoice
            label="Right"
            runs={runs}
            node={node}
            chosen={right}
            onChoose={(id) => onChange({ right: id })}
          />
        </div>
      </header>
      {left?.artifact && right?.artifact ? (
        <BothSides
          runs={runs}
          node={node}
          left={left}
          right={right}
          files={[left.artifact, right.artifact]}
        />
      ) : (
        <Each sides={[left, right]} />
      )}
    </section>
  );
}

interface BothSidesProps {
  runs: readonly Run[];
  node: ComparedNode;
  left: ChosenSide;
  right: ChosenSide;
  files: readonly [Artifact, Artifact];
}

function BothSides({ runs, node, left, right, files }: BothSidesProps) {
  const [chosen, setChosen] = useState<Way>();
  const first = useArtifactHead(files[0]);
  const second = useArtifactHead(files[1]);
  const error = first.error ?? second.error;
  if (error)
    return (
      <ErrorNotice error={error} onRetry={() => void Promise.all([first.refetch(), second.refetch()])} />
    );
  if (first.data === undefined || second.data === undefined) return null;
  const kinds = [
    artifactKind(node.path, first.data.head),
    artifactKind(node.path, second.data.head),
  ] as const;
  const ways = waysOf(kinds);
  const way = chosen !== undefined && ways.includes(chosen) ? chosen : (ways[0] ?? 'each');
  const choices = ways.length > 1 && (
    <SegmentedChoice
      label="Shown as"
      choices={ways.map((one) => [one, WORDS[one]] as const)}
      chosen={way}
      onChoose={setChosen}
    />
  );
  const sides = [
    { ...left, artifact: files[0], size: first.data.size, version: first.data.version },
    { ...right, artifact: files[1], size: second.data.size, version: second.data.version },
  ] as const;
  switch (way) {
    case 'text':
      return (
        <Suspense fallback={null}>
          <TextComparison sides={sides} isJson={kinds.includes('json')} choices={choices} />
        </Suspense>
      );
    case 'table':
      return (
        <TableComparison
          sides={sides}
          format={kinds[0] === 'parquet' ? 'parquet' : 'delimited'}
          choices={choices}
        />
      );
    case 'pictures':
      return <ImageComparison runs={runs} node={node} sides={sides} choices={choices} />;
    case 'each':
      return <Each sides={[left, right]} choices={choices} />;
  }
}

/** The ways that fit both files: an empty one goes with every text. */
function waysOf([first, second]: readonly [ArtifactKind, ArtifactKind]): readonly Way[] {
  if (first === second || second === 'empty') return WAYS[first === 'empty' ? second : first];
  if (first === 'empty') return WAYS[second];
  const shared = WAYS[first].filter((way) => way !== 'table' && WAYS[second].includes(way));
  return shared.length > 0 ? shared : ['each'];
}

/** Two viewers beside each other. */
function Each({ sides, choices }: { sides: readonly (ChosenSide | undefined)[]; choices?: ReactNode }) {
  return (
    <>
      {choices && <ComparisonBar>{choices}</ComparisonBar>}
      <div className="flex min-h-0 flex-1 divide-x divide-separator">
        {sides.map((side, index) => (
          <div key={`${index}-${side?.runId}`} className="flex min-w-0 flex-1 flex-col">
            <p className="flex-none truncate border-b border-separator bg-panel px-4 py-1 text-12 font-medium">
              {side?.name ?? ''}
            </p>
            {side?.artifact ? (
              <ArtifactViewer artifact={side.artifact} onDeleted={() => undefined} />
            ) : (
              <p className="p-4 text-muted">
                {side === undefined ? 'No other run has this file.' : `${side.name} does not have this file.`}
              </p>
            )}
          </div>
        ))}
      </div>
    </>
  );
}
