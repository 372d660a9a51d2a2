import { Dialog } from '../../components/Dialog.tsx';
import { nearestFile, stepWords } from './media-files.ts';
import { Picture } from './Picture.tsx';
import { RunName } from './RunName.tsx';
import { StepSlider } from './StepSlider.tsx';
import type { RunSeries } from './use-media.ts';

interface LargeImageProps {
  name: string;
  series: RunSeries;
  /** Of all runs, so that the chart behind goes along. */
  steps: readonly number[];
  step: number | undefined;
  onStep: (step: number | undefined) => void;
  onClose: () => void;
}

/** One run's image as large as it fits, from step to step. */
export function LargeImage({ name, series: { run, files }, steps, step, onStep, onClose }: LargeImageProps) {
  const file = nearestFile(files, step);
  if (file === undefined) return null;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="large"
      title={name}
      description={
        <span className="flex items-center gap-3">
          <RunName run={run} />
          <span className="text-12 text-muted tabular-nums">{stepWords(file.step, step)}</span>
        </span>
      }
    >
      <div className="flex h-[52vh] items-center justify-center">
        <Picture
          run={run}
          path={file.path}
          alt={`${name} of ${run.run_name}, ${stepWords(file.step, step)}`}
        />
      </div>
      <div className="mt-2 flex h-6 items-center text-12 text-muted">
        <StepSlider steps={steps} step={step} onChange={onStep} />
      </div>
    </Dialog>
  );
}
