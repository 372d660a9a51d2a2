import { type ReactNode, useMemo, useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { SegmentedChoice } from '../../../components/SegmentedChoice.tsx';
import { formatBytes } from '../../../format.ts';
import { useArtifactText } from '../../../queries/artifacts.ts';
import { ComparisonBar } from './ComparisonBar.tsx';
import { jsonLines } from './json-lines.ts';
import type { FileSide } from './sides.ts';
import { TextDiff } from './TextDiff.tsx';

const MOST_BYTES = 2_000_000;
const WAYS = [
  ['side', 'Side by side'],
  ['inline', 'Inline'],
] as const;

interface TextComparisonProps {
  sides: readonly [FileSide, FileSide];
  isJson: boolean;
  choices: ReactNode;
}

/** What changed between two texts. Long stretches without a change are folded. */
export function TextComparison({ sides, isJson, choices }: TextComparisonProps) {
  const large = sides.find(({ size }) => size > MOST_BYTES);
  if (large === undefined) return <SmallTexts sides={sides} isJson={isJson} choices={choices} />;
  return (
    <>
      <ComparisonBar>{choices}</ComparisonBar>
      <p className="p-4 text-soft">
        {large.name} has {formatBytes(large.size)} here. Texts up to {formatBytes(MOST_BYTES)} are compared
        line by line; Each by itself shows longer ones.
      </p>
    </>
  );
}

function SmallTexts({ sides: [left, right], isJson, choices }: TextComparisonProps) {
  const [way, setWay] = useState<'side' | 'inline'>('side');
  const [wraps, setWraps] = useState(true);
  const first = useArtifactText(left.artifact);
  const second = useArtifactText(right.artifact);
  const texts = useMemo(() => {
    if (first.data === undefined || second.data === undefined) return undefined;
    return isJson
      ? ([jsonLines(first.data), jsonLines(second.data)] as const)
      : ([first.data, second.data] as const);
  }, [first.data, second.data, isJson]);
  const error = first.error ?? second.error;
  if (error)
    return (
      <ErrorNotice error={error} onRetry={() => void Promise.all([first.refetch(), second.refetch()])} />
    );
  return (
    <>
      <ComparisonBar>
        {choices}
        <SegmentedChoice label="Differences" choices={WAYS} chosen={way} onChoose={setWay} />
        <Button
          look="quiet"
          aria-pressed={wraps}
          className="h-6! aria-pressed:bg-selected"
          onClick={() => setWraps(!wraps)}
        >
          Wrap lines
        </Button>
        {texts !== undefined && texts[0] === texts[1] && (
          <span className="text-muted">Both runs have the same text.</span>
        )}
      </ComparisonBar>
      {texts !== undefined && (
        <TextDiff names={[left.name, right.name]} texts={texts} way={way} wraps={wraps} />
      )}
    </>
  );
}
