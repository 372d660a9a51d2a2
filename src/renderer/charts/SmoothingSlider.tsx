import { Slider } from 'radix-ui';

interface SmoothingSliderProps {
  /** 0 to 1. */
  smoothing: number;
  onChange: (smoothing: number) => void;
}

const MOST = 0.99;

/** How much lines are smoothed; 0 leaves them as they are. */
export function SmoothingSlider({ smoothing, onChange }: SmoothingSliderProps) {
  return (
    <div className="flex flex-none items-center gap-2 text-12 text-muted">
      <span className="hidden @3xl:inline">Smoothing</span>
      <Slider.Root
        value={[smoothing]}
        max={MOST}
        step={0.01}
        onValueChange={([value = 0]) => onChange(value)}
        className="relative flex h-6 w-20 touch-none items-center"
      >
        <Slider.Track className="relative h-0.5 flex-1 rounded-sm bg-outline">
          <Slider.Range className="absolute h-full rounded-sm bg-accent" />
        </Slider.Track>
        <Slider.Thumb
          aria-label="Smoothing"
          className="block size-3 rounded-full border border-accent bg-canvas"
        />
      </Slider.Root>
      <output className="w-7 tabular-nums">{smoothing.toFixed(2)}</output>
    </div>
  );
}
