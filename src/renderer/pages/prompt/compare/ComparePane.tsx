import { ArrowLeftRight, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { PromptContent } from '../../../../contract/index.ts';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import { SegmentedChoice } from '../../../components/SegmentedChoice.tsx';
import { SkeletonBar } from '../../../components/SkeletonBar.tsx';
import { useKeys } from '../../../use-keys.ts';
import { TextDiff } from '../../compare/artifacts/TextDiff.tsx';
import { comparePath, type Place, placeOf, placePath, placeText } from '../prompt-address.ts';
import { useVersionContent } from '../use-content.ts';
import { type HistoryRow, rowName } from '../versions/version-rows.ts';
import { ChangeCount } from './ChangeCount.tsx';
import { type PartChange, partsOf } from './content-parts.ts';

const WAYS = [
  ['side', 'Side by side'],
  ['inline', 'Inline'],
] as const;

interface ComparePaneProps {
  name: string;
  rows: readonly HistoryRow[];
  left: Place | undefined;
  right: Place | undefined;
}

/** What changed between two versions or drafts, part by part. */
export function ComparePane({ name, rows, left, right }: ComparePaneProps) {
  const navigate = useNavigate();
  const [way, setWay] = useState<'side' | 'inline'>('side');
  const [isAll, setAll] = useState(false);
  const second = right ?? rows[0]?.place;
  const first = left ?? placeBefore(rows, second);
  const before = useSide(name, rows, first);
  const after = useSide(name, rows, second);
  useKeys((key) => {
    if (key === 'Escape') void navigate(placePath(name, second));
    return key === 'Escape';
  });
  const go = (nextLeft: Place | undefined, nextRight: Place | undefined) =>
    void navigate(comparePath(name, nextLeft, nextRight), { replace: true });
  return (
    <section aria-label="Comparison" className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-10 flex-none flex-wrap items-center gap-2 border-b border-separator px-4 py-1.5 text-12">
        <SideChoice label="Before" rows={rows} chosen={first} onChoose={(place) => go(place, second)} />
        <IconButton icon={ArrowLeftRight} label="Swap the sides" onClick={() => go(second, first)} />
        <SideChoice label="After" rows={rows} chosen={second} onChoose={(place) => go(first, place)} />
        <span className="ml-auto" />
        <Button
          look="quiet"
          aria-pressed={isAll}
          className="h-6! aria-pressed:bg-selected"
          onClick={() => setAll(!isAll)}
        >
          Unchanged parts
        </Button>
        <SegmentedChoice label="Differences" choices={WAYS} chosen={way} onChoose={setWay} />
        <IconButton
          icon={X}
          label="Close the comparison"
          keys="Escape"
          onClick={() => void navigate(placePath(name, second))}
        />
      </div>
      <div tabIndex={0} role="group" aria-label="Parts" className="min-h-0 flex-1 overflow-y-auto">
        {[before, after].map(
          (side, index) =>
            side.error && <ErrorNotice key={index} error={side.error} onRetry={() => void side.refetch()} />,
        )}
        {before.content && after.content ? (
          <Parts
            names={[before.name, after.name]}
            before={before.content}
            after={after.content}
            way={way}
            isAll={isAll}
          />
        ) : (
          !before.error && !after.error && <SkeletonBar width="w-60" />
        )}
      </div>
    </section>
  );
}

/** What an address that names one side compares it with: where it came from. */
function placeBefore(rows: readonly HistoryRow[], place: Place | undefined): Place | undefined {
  const index = rows.findIndex((row) => placeText(row.place) === placeText(place));
  const row = rows[index];
  const parent = row?.draft?.base_version ?? row?.version?.parent_version;
  if (parent !== undefined) return { version: parent };
  return rows.slice(index + 1).find(({ version }) => version !== undefined)?.place;
}

/** The content of one side and its name. */
function useSide(name: string, rows: readonly HistoryRow[], place: Place | undefined) {
  const row = rows.find((one) => placeText(one.place) === placeText(place));
  const read = useVersionContent(name, row?.version?.version);
  const gone =
    row === undefined
      ? new Error(
          place === undefined
            ? 'There is nothing to compare with: the prompt has one version.'
            : `${place.draft === undefined ? `Version ${place.version}` : 'That draft'} is not there: it was deleted, or never was.`,
        )
      : undefined;
  return {
    name: row === undefined ? '' : rowName(row),
    content: row?.draft?.content ?? read.content,
    error: gone ?? read.error,
    refetch: read.refetch,
  };
}

interface SideChoiceProps {
  label: string;
  rows: readonly HistoryRow[];
  chosen: Place | undefined;
  onChoose: (place: Place | undefined) => void;
}

function SideChoice({ label, rows, chosen, onChoose }: SideChoiceProps) {
  return (
    <select
      aria-label={label}
      value={placeText(chosen)}
      onChange={({ target }) => onChoose(placeOf(target.value))}
      className="h-7 max-w-60 rounded-md border border-outline bg-canvas px-1.5"
    >
      {rows.every(({ place }) => placeText(place) !== placeText(chosen)) && (
        <option value={placeText(chosen)}>Choose a version</option>
      )}
      {rows.map((row) => (
        <option key={placeText(row.place)} value={placeText(row.place)}>
          {[rowName(row), ...(row.version?.aliases ?? []).map((alias) => `@${alias}`), wordsOf(row)].join(
            ' ',
          )}
        </option>
      ))}
    </select>
  );
}

const wordsOf = ({ draft, version }: HistoryRow): string =>
  draft === undefined
    ? version.commit_message
      ? `· ${version.commit_message.slice(0, 40)}`
      : ''
    : '· draft';

interface PartsProps {
  names: readonly [string, string];
  before: PromptContent;
  after: PromptContent;
  way: 'side' | 'inline';
  isAll: boolean;
}

function Parts({ names, before, after, way, isAll }: PartsProps) {
  const parts = useMemo(() => partsOf(before, after), [before, after]);
  const shown = isAll ? parts : parts.filter((part) => part.before !== part.after);
  return (
    <>
      {before.type !== after.type && (
        <p className="px-4 pt-3 text-12 text-muted">
          {names[0]} is {before.type === 'chat' ? 'a chat' : 'a text'}, {names[1]} is{' '}
          {after.type === 'chat' ? 'a chat' : 'a text'}.
        </p>
      )}
      {shown.length === 0 && before.type === after.type && (
        <p className="p-4 text-soft">
          {names[0]} and {names[1]} are the same: template, response format and model config.
        </p>
      )}
      {shown.map((part, index) => (
        <Part key={`${index} ${part.name}`} part={part} names={names} way={way} />
      ))}
    </>
  );
}

function Part({
  part,
  names,
  way,
}: {
  part: PartChange;
  names: readonly [string, string];
  way: 'side' | 'inline';
}) {
  const { name, before, after } = part;
  const word =
    before === undefined
      ? 'added'
      : after === undefined
        ? 'removed'
        : before === after
          ? 'the same'
          : 'changed';
  const texts = useMemo(() => [before ?? '', after ?? ''] as const, [before, after]);
  return (
    <section aria-label={name} className="border-b border-separator pb-3">
      <h2 className="flex h-9 items-center gap-2 px-4 text-12">
        <span className="font-semibold">{name}</span>
        <span className="text-muted">{word}</span>
        <ChangeCount part={part} />
      </h2>
      <TextDiff names={[`${name} in ${names[0]}`, `${name} in ${names[1]}`]} texts={texts} way={way} wraps />
    </section>
  );
}
