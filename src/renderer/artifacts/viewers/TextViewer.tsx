import { ArrowDownToLine, Search } from 'lucide-react';
import { type FormEvent, useEffect, useMemo, useState } from 'react';
import { useCommands } from '../../commands.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { showError } from '../../components/messages.ts';
import { TextField } from '../../components/TextField.tsx';
import { formatBytes } from '../../format.ts';
import { artifactUrl, readBytes } from '../../queries/artifacts.ts';
import { blockOfByte, ROWS_PER_BLOCK, rowOfByte, rowOfLine } from '../text-rows.ts';
import { useTextFind } from '../use-text-find.ts';
import { type TextIndex, useTextIndex } from '../use-text-index.ts';
import { FindBar } from './FindBar.tsx';
import { TextRows } from './TextRows.tsx';
import type { ViewerProps } from './viewer-props.ts';

/** A browser lays out nothing that is higher than some 33 million pixels, so longer texts come in parts. */
const BLOCKS_PER_PART = 16_384;

interface TextViewerProps extends ViewerProps {
  /** Begins at the end and stays there while the text grows. */
  follows?: boolean;
}

/** Text of any length: what is in view is read, the rest stays where it is. */
export function TextViewer({ artifact, size, version, follows = false }: TextViewerProps) {
  const url = artifactUrl(artifact);
  const index = useTextIndex(url, version);
  const [chosenPart, setPart] = useState(0);
  const [target, setTarget] = useState<{ row: number }>();
  const [isAtEnd, setAtEnd] = useState(follows);
  const [isFinding, setFinding] = useState(false);
  const parts = Math.max(1, Math.ceil(index.rows / ROWS_PER_BLOCK / BLOCKS_PER_PART));
  const part = isAtEnd ? parts - 1 : Math.min(chosenPart, parts - 1);
  useCommands(
    useMemo(
      () => [
        {
          label: 'Find in the text',
          section: 'This page',
          icon: Search,
          keys: 'Mod+F',
          run: () => setFinding(true),
        },
      ],
      [],
    ),
  );
  const goToRow = (row: number) => {
    setAtEnd(false);
    setPart(Math.floor(row / ROWS_PER_BLOCK / BLOCKS_PER_PART));
    setTarget({ row });
  };
  const turnTo = (next: number) => {
    setTarget(undefined);
    setAtEnd(false);
    setPart(next);
  };
  const finding = useFinding(url, version, index, isFinding, goToRow);
  if (index.error) return <ErrorNotice error={index.error} onRetry={index.readAgain} />;
  if (index.rows === 0) return null;
  return (
    <>
      {isFinding && (
        <FindBar
          text={finding.text}
          onText={finding.setText}
          found={finding.found}
          at={finding.at}
          size={size}
          onStep={finding.step}
          onCancel={finding.found.cancel}
          onClose={() => setFinding(false)}
        />
      )}
      <TextRows
        key={part}
        url={url}
        index={index}
        firstBlock={part * BLOCKS_PER_PART}
        mostBlocks={BLOCKS_PER_PART}
        target={target}
        marked={isFinding ? finding.row : undefined}
        found={isFinding ? finding.text : ''}
        keepsAtEnd={isAtEnd}
        onEnd={follows ? (isEnd) => setAtEnd(isEnd && part === parts - 1) : undefined}
      >
        <LineForm onGo={(line) => goToRow(rowOfLine(Math.min(line, index.lines), index.blocks))} />
        {!index.isWhole && (
          <span className="truncate">
            reading, {formatBytes(index.bytes)} of {formatBytes(size)}
          </span>
        )}
        <span className="ml-auto flex flex-none items-center gap-1">
          {parts > 1 && (
            <>
              <Button look="quiet" disabled={part === 0} onClick={() => turnTo(part - 1)}>
                Previous part
              </Button>
              part {part + 1} of {parts}
              <Button look="quiet" disabled={part >= parts - 1} onClick={() => turnTo(part + 1)}>
                Next part
              </Button>
            </>
          )}
          {follows && (
            <IconButton
              icon={ArrowDownToLine}
              label="Follow the end"
              aria-pressed={isAtEnd}
              onClick={() => {
                setTarget(undefined);
                setAtEnd(!isAtEnd);
              }}
            />
          )}
          <IconButton
            icon={Search}
            label="Find in the text"
            keys="Mod+F"
            aria-pressed={isFinding}
            onClick={() => setFinding(!isFinding)}
          />
        </span>
      </TextRows>
    </>
  );
}

/** What is looked for, and from match to match. The first one is gone to by itself. */
function useFinding(
  url: string,
  version: string,
  index: TextIndex,
  isFinding: boolean,
  goToRow: (row: number) => void,
) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(-1);
  const [row, setRow] = useState<number>();
  const found = useTextFind(url, version, isFinding ? text : '');
  const goTo = async (match: number) => {
    const place = found.places[match];
    if (place === undefined) return;
    setAt(match);
    const block = blockOfByte(place, index.blocks);
    const start = index.blocks[block]?.offset ?? 0;
    const bytes = await readBytes(url, start, index.blocks[block + 1]?.offset ?? index.bytes);
    const next = block * ROWS_PER_BLOCK + rowOfByte(bytes, place - start);
    setRow(next);
    goToRow(Math.max(0, next - ROWS_ABOVE));
  };
  const isFirstThere = at < 0 && found.places.length > 0 && index.bytes > (found.places[0] ?? 0);
  useEffect(() => {
    if (isFirstThere) goTo(0).catch(showError);
  });
  const step = (by: 1 | -1) => {
    const count = found.places.length;
    if (count > 0) goTo((Math.max(at, by === 1 ? -1 : 0) + by + count) % count).catch(showError);
  };
  const look = (next: string) => {
    setText(next);
    setAt(-1);
    setRow(undefined);
  };
  return { text, setText: look, found, at, row, step };
}

/** A match is shown with so many rows before it. */
const ROWS_ABOVE = 4;

function LineForm({ onGo }: { onGo: (line: number) => void }) {
  const [text, setText] = useState('');
  const go = (event: FormEvent) => {
    event.preventDefault();
    if (/^[1-9]\d*$/.test(text)) onGo(Number(text));
  };
  return (
    <form onSubmit={go} className="flex-none">
      <TextField
        label="Go to line"
        hidesLabel
        placeholder="Go to line"
        inputMode="numeric"
        value={text}
        onChange={(event) => setText(event.target.value.replaceAll(/\D/g, ''))}
        className="w-24"
      />
    </form>
  );
}
