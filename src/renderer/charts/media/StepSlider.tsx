import { Pause, Play } from 'lucide-react';
import { Slider } from 'radix-ui';
import { useEffect, useEffectEvent, useState } from 'react';
import { IconButton } from '../../components/IconButton.tsx';
import { formatCount } from '../../format.ts';
import { nearestIndex } from './media-files.ts';

/** So long a step is seen when they are played. */
const FRAME_MS = 400;

interface StepSliderProps {
  /** All that there are, from the lowest up. */
  steps: readonly number[];
  /** Absent: the last one. */
  step: number | undefined;
  onChange: (step: number | undefined) => void;
}

/** From step to step, by hand or by itself. At the last one the chart follows what is logged. */
export function StepSlider({ steps, step, onChange }: StepSliderProps) {
  const [isPlaying, setPlaying] = useState(false);
  const last = steps.length - 1;
  const at = step === undefined ? last : nearestIndex(steps, step);
  const goTo = (index: number) => onChange(index >= last ? undefined : steps[index]);
  const advance = useEffectEvent(() => {
    if (at + 1 >= last) setPlaying(false);
    goTo(at + 1);
  });
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(advance, FRAME_MS);
    return () => clearInterval(timer);
  }, [isPlaying]);
  const play = () => {
    if (!isPlaying && at >= last) goTo(0);
    setPlaying(!isPlaying);
  };
  if (last < 1) return steps[0] === undefined ? null : <output>step {formatCount(steps[0])}</output>;
  return (
    <div className="flex min-w-0 flex-1 items-center gap-2">
      <IconButton
        icon={isPlaying ? Pause : Play}
        label={isPlaying ? 'Pause' : 'Play the steps'}
        onClick={play}
      />
      <Slider.Root
        value={[at]}
        max={last}
        onValueChange={([index = 0]) => goTo(index)}
        className="relative flex h-6 min-w-12 flex-1 touch-none items-center"
      >
        <Slider.Track className="relative h-0.5 flex-1 rounded-sm bg-outline">
          <Slider.Range className="absolute h-full rounded-sm bg-accent" />
        </Slider.Track>
        <Slider.Thumb
          aria-label="Step"
          aria-valuetext={`step ${steps[at]}`}
          className="block size-3 rounded-full border border-accent bg-canvas"
        />
      </Slider.Root>
      <output className="flex-none tabular-nums">step {formatCount(steps[at] ?? 0)}</output>
    </div>
  );
}
