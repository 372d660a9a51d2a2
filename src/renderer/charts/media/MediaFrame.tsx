import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { ChartHint } from '../ChartHint.tsx';
import type { ChartProps } from '../chart-props.ts';
import type { MediaSettings } from '../chart-settings.ts';
import { nearestIndex } from './media-files.ts';
import { StepSlider } from './StepSlider.tsx';
import { MOST_MEDIA_RUNS, type useMediaSeries } from './use-media.ts';

interface MediaFrameProps extends Pick<ChartProps<MediaSettings>, 'settings' | 'onNote'> {
  source: ReturnType<typeof useMediaSeries>;
  step: number | undefined;
  onStep: (step: number | undefined) => void;
  /** Stands at the end of the line below. */
  tools?: ReactNode;
  hidesSteps?: boolean;
  children: ReactNode;
}

/** What charts of files have in common: what stands there while there is nothing, and the steps below. Arrow keys go from step to step. */
export function MediaFrame({
  settings,
  source,
  step,
  onStep,
  onNote,
  tools,
  hidesSteps,
  children,
}: MediaFrameProps) {
  const { series, steps, shown, isReading, error, readAgain } = source;
  const tell = useEffectEvent(onNote);
  const looked = Math.min(shown, MOST_MEDIA_RUNS);
  const note = noteOf(series.length, looked, shown);
  useEffect(() => tell(note), [note]);
  if (series.length === 0) {
    if (error) return <ErrorNotice error={error} onRetry={readAgain} />;
    return <ChartHint>{hintOf(settings.key, shown, isReading)}</ChartHint>;
  }
  const hasSteps = steps.length > 0 && hidesSteps !== true;
  return (
    <div
      role="group"
      aria-label={settings.key}
      className="flex size-full min-h-0 flex-col"
      onKeyDown={(event) => {
        const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (by === undefined || event.defaultPrevented || !hasSteps || isTyped(event.target)) return;
        event.preventDefault();
        const last = steps.length - 1;
        const at = Math.max(0, (step === undefined ? last : nearestIndex(steps, step)) + by);
        onStep(at >= last ? undefined : steps[at]);
      }}
    >
      <div className="flex min-h-0 flex-1 flex-col">{children}</div>
      {(hasSteps || tools) && (
        <footer className="flex h-8 flex-none items-center gap-2 pr-4 pl-2 text-11 text-muted">
          {hasSteps && <StepSlider steps={steps} step={step} onChange={onStep} />}
          {tools && <div className="ml-auto flex flex-none items-center gap-1">{tools}</div>}
        </footer>
      )}
    </div>
  );
}

/** Elsewhere arrow keys have a meaning of their own. */
function isTyped(target: EventTarget): boolean {
  return (
    target instanceof Element && target.closest('input, audio, video, [role=table], [role=slider]') !== null
  );
}

function noteOf(having: number, looked: number, shown: number): string | undefined {
  const of =
    looked < shown ? `the first ${looked} of ${shown} runs` : `${shown} ${shown === 1 ? 'run' : 'runs'}`;
  return having === shown ? of : `${having} of ${of}`;
}

function hintOf(key: string, shown: number, isReading: boolean): string {
  if (shown === 0) return 'No run is shown in charts. Switch one on with the eye beside its name.';
  if (isReading) return '';
  return shown > MOST_MEDIA_RUNS
    ? `None of the first ${MOST_MEDIA_RUNS} shown runs has ${key}.`
    : `None of the shown runs has ${key}.`;
}
