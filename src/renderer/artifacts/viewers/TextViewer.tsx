import { type FormEvent, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { TextField } from '../../components/TextField.tsx';
import { formatBytes } from '../../format.ts';
import { artifactUrl } from '../../queries/artifacts.ts';
import { ROWS_PER_BLOCK, rowOfLine } from '../text-rows.ts';
import { useTextIndex } from '../use-text-index.ts';
import { TextRows } from './TextRows.tsx';
import type { ViewerProps } from './viewer-props.ts';

/** A browser lays out nothing that is higher than some 33 million pixels, so longer texts come in parts. */
const BLOCKS_PER_PART = 16_384;

/** Text of any length: what is in view is read, the rest stays where it is. */
export function TextViewer({ artifact, size }: ViewerProps) {
  const url = artifactUrl(artifact);
  const index = useTextIndex(url);
  const [part, setPart] = useState(0);
  const [target, setTarget] = useState<{ row: number }>();
  const parts = Math.max(1, Math.ceil(index.rows / ROWS_PER_BLOCK / BLOCKS_PER_PART));
  const goToLine = (line: number) => {
    const row = rowOfLine(Math.min(line, index.lines), index.blocks);
    setPart(Math.floor(row / ROWS_PER_BLOCK / BLOCKS_PER_PART));
    setTarget({ row });
  };
  const turnTo = (next: number) => {
    setTarget(undefined);
    setPart(next);
  };
  if (index.error) return <ErrorNotice error={index.error} onRetry={index.readAgain} />;
  if (index.rows === 0) return null;
  return (
    <TextRows
      key={part}
      url={url}
      index={index}
      firstBlock={part * BLOCKS_PER_PART}
      mostBlocks={BLOCKS_PER_PART}
      target={target}
    >
      <LineForm onGo={goToLine} />
      {!index.isWhole && (
        <span>
          reading, {formatBytes(index.bytes)} of {formatBytes(size)}
        </span>
      )}
      {parts > 1 && (
        <span className="ml-auto flex items-center gap-1">
          <Button look="quiet" disabled={part === 0} onClick={() => turnTo(part - 1)}>
            Previous part
          </Button>
          part {part + 1} of {parts}
          <Button look="quiet" disabled={part >= parts - 1} onClick={() => turnTo(part + 1)}>
            Next part
          </Button>
        </span>
      )}
    </TextRows>
  );
}

function LineForm({ onGo }: { onGo: (line: number) => void }) {
  const [text, setText] = useState('');
  const go = (event: FormEvent) => {
    event.preventDefault();
    if (/^[1-9]\d*$/.test(text)) onGo(Number(text));
  };
  return (
    <form onSubmit={go}>
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
