import { GitCompare, Trophy } from 'lucide-react';
import { useState } from 'react';
import { CopyButton } from '../../components/CopyButton.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { showError, showMessage } from '../../components/messages.ts';
import { type CompareRow, GIT_COMMIT } from './compare-rows.ts';
import { changedPart, deltaText, shortStart } from './deltas.ts';

interface ValueCellProps {
  row: CompareRow;
  index: number;
  /** Whose values the others are seen against; the first run's where none was chosen. */
  base: number;
  /** Whether to say how far a number is from that of `base`. */
  showsDelta: boolean;
}

/** What one run has of one row. The whole value is in the tooltip and, under the pointer, a press away from the clipboard. */
export function ValueCell({ row, index, base, showsDelta }: ValueCellProps) {
  // Not by style alone: a button in each of thousands of cells would be in the way of who walks by Tab.
  const [isHovered, setHovered] = useState(false);
  const value = row.values[index];
  if (value === undefined) return <span className="px-2 text-faint">–</span>;
  const whole = wholeValue(row, index) ?? value;
  const delta =
    showsDelta && index !== base ? deltaText(row.numbers?.[index], row.numbers?.[base]) : undefined;
  const isBest = row.best.includes(index);
  return (
    <div
      className="relative flex size-full min-w-0 items-center gap-1 px-2"
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
    >
      <span className="min-w-0 truncate" title={whole}>
        <Value row={row} index={index} base={base} value={value} />
      </span>
      {isBest && <Trophy aria-label="best" className="size-3! flex-none" />}
      {delta !== undefined && (
        <span
          className="min-w-0 flex-[0_9999_auto] truncate font-sans text-11 font-normal text-muted tabular-nums"
          title={delta}
        >
          {delta}
        </span>
      )}
      {isHovered && (
        <span className="absolute inset-y-0.5 right-0.5 flex items-center bg-hover">
          <DiffCommand row={row} index={index} base={base} />
          <CopyButton text={whole} what={`value of ${row.label}`} />
        </span>
      )}
    </div>
  );
}

/** A value in full, numbers with all their digits. */
export function wholeValue({ values, numbers }: CompareRow, index: number): string | undefined {
  return numbers?.[index] === undefined ? values[index] : String(numbers[index]);
}

/** What people wrote, not what was counted or measured. */
const isFreeText = ({ id }: CompareRow) => /^(?:params|tags|datasets)\./.test(id) && id !== GIT_COMMIT;

function Value({ row, index, base, value }: Omit<ValueCellProps, 'showsDelta'> & { value: string }) {
  const reference = row.values[base];
  const part =
    isFreeText(row) && index !== base && reference !== undefined ? changedPart(value, reference) : undefined;
  if (part === undefined) return value;
  return (
    <>
      {shortStart(part.before)}
      <mark className="rounded-sm bg-accent/20 text-ink">{part.changed}</mark>
      {part.after}
    </>
  );
}

/** Copies the command that shows what changed in the code between two commits. */
function DiffCommand({ row, index, base }: Omit<ValueCellProps, 'showsDelta'>) {
  const command = diffCommand(row, index, base);
  if (command === undefined) return null;
  return (
    <IconButton icon={GitCompare} label={`Copy ${command.short}`} onClick={() => copyCommand(command)} />
  );
}

interface Command {
  whole: string;
  /** With commits as people write them. */
  short: string;
}

/** What shows the changes of the code between two runs; undefined where they ran the same commit or none is known. */
export function diffCommand({ id, values }: CompareRow, index: number, base: number): Command | undefined {
  const [from, to] = [values[base], values[index]];
  if (id !== GIT_COMMIT || from === undefined || to === undefined || from === to) return undefined;
  return { whole: `git diff ${from} ${to}`, short: `git diff ${from.slice(0, 7)} ${to.slice(0, 7)}` };
}

export function copyCommand({ whole, short }: Command): void {
  void navigator.clipboard.writeText(whole).then(() => showMessage(`Copied ${short}`), showError);
}
