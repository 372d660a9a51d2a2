import { Slider } from 'radix-ui';
import { useMemo, useState } from 'react';
import { useNow } from '../../../use-now.ts';
import { momentWords } from '../history/moment-words.ts';
import { momentAfter, ticksOf } from '../history/moments.ts';

const REFRESH_MS = 20_000;

interface TimeBarProps {
  /** Of the oldest move. */
  first: number;
  /** When something moved, oldest first. */
  moments: readonly number[];
  /** Undefined stands for now. */
  asOf: number | undefined;
  onChange: (asOf: number | undefined) => void;
}

/** The time from the first move to now, with a tick for each move. Arrows step from move to move. */
export function TimeBar({ first, moments, asOf, onChange }: TimeBarProps) {
  const now = useNow(REFRESH_MS);
  const [dragged, setDragged] = useState<number>();
  const last = Math.max(now, (moments.at(-1) ?? first) + 1);
  const ticks = useMemo(() => ticksOf(moments, first, last), [moments, first, last]);
  const shown = dragged ?? asOf;
  const words = shown === undefined ? 'Now' : momentWords(shown, now, last - first);
  const choose = (time: number) => onChange(time >= last ? undefined : time);
  return (
    <div className="flex h-12 flex-none items-center gap-3 border-t border-separator px-4 text-12">
      <span className="text-muted tabular-nums">{momentWords(first, now, last - first)}</span>
      <Slider.Root
        min={first}
        max={last}
        value={[Math.min(last, Math.max(first, shown ?? last))]}
        onValueChange={([time]) => {
          setDragged(time);
          if (time !== undefined) choose(time);
        }}
        onValueCommit={() => setDragged(undefined)}
        onKeyDown={(event) => {
          const next = momentAfter(event.key, moments, asOf ?? 'now');
          if (next === undefined) return;
          event.preventDefault();
          onChange(next === 'now' ? undefined : next);
        }}
        className="relative flex h-6 min-w-0 flex-1 touch-none items-center"
      >
        <Slider.Track className="relative h-1 flex-1 rounded-full bg-selected">
          <Slider.Range className="absolute h-full rounded-full bg-accent" />
        </Slider.Track>
        <span aria-hidden="true" className="pointer-events-none absolute inset-x-2 inset-y-0">
          {ticks.map((place) => (
            <span
              key={place}
              style={{ left: `${place}%` }}
              className="absolute top-1/2 h-2.5 w-px -translate-y-1/2 bg-faint"
            />
          ))}
        </span>
        <Slider.Thumb
          aria-label="The board as of"
          aria-valuetext={words}
          className="block size-4 cursor-grab rounded-full border-2 border-accent bg-canvas active:cursor-grabbing"
        />
      </Slider.Root>
      <span className="min-w-28 text-right tabular-nums">
        {shown === undefined ? 'Now' : `As of ${words}`}
      </span>
    </div>
  );
}
