import { ChevronDown } from 'lucide-react';
import { Slider } from 'radix-ui';
import { Button } from '../../components/Button.tsx';
import { Menu } from '../../components/Menu.tsx';
import { ImageDifference } from './ImageDifference.tsx';
import { nearestFile, stepWords } from './media-files.ts';
import type { MediaPlace } from './media-places.ts';
import { Picture } from './Picture.tsx';
import { RunName } from './RunName.tsx';
import type { RunSeries } from './use-media.ts';

interface ImagePairProps {
  name: string;
  series: readonly RunSeries[];
  step: number | undefined;
  place: MediaPlace;
  look: 'overlay' | 'difference';
  /** The run that stands below where nobody chose. */
  reference: string | undefined;
  onPlace: (changed: Partial<MediaPlace>) => void;
}

/** The images of two runs on each other: one through the other, or where they differ. */
export function ImagePair({ name, series, step, place, look, reference, onPlace }: ImagePairProps) {
  const byId = (id: string | undefined) => series.find(({ run }) => run.run_id === id);
  const first = byId(place.first) ?? byId(reference) ?? series[0];
  const second = byId(place.second) ?? series.find((one) => one !== first) ?? first;
  const below = first && nearestFile(first.files, step);
  const above = second && nearestFile(second.files, step);
  if (first === undefined || second === undefined || below === undefined || above === undefined) return null;
  const label = `${name} of ${second.run.run_name} over ${first.run.run_name}`;
  return (
    <>
      <div className="flex flex-none flex-wrap items-center gap-x-3 gap-y-1 px-2 pb-1 text-11 text-muted tabular-nums">
        <span className="flex min-w-0 items-center gap-1">
          <RunPicker
            label="First run"
            chosen={first}
            series={series}
            onChoose={(id) => onPlace({ first: id })}
          />
          <span className="truncate">{stepWords(below.step, step)}</span>
        </span>
        <span className="flex min-w-0 items-center gap-1">
          <RunPicker
            label="Second run"
            chosen={second}
            series={series}
            onChoose={(id) => onPlace({ second: id })}
          />
          <span className="truncate">{stepWords(above.step, step)}</span>
        </span>
        {look === 'overlay' && <CoverSlider cover={place.cover} onChange={(cover) => onPlace({ cover })} />}
      </div>
      <div className="relative min-h-0 flex-1 px-2">
        {look === 'difference' ? (
          <ImageDifference
            label={`Difference of ${name}, ${first.run.run_name} and ${second.run.run_name}`}
            first={{ run: first.run, path: below.path }}
            second={{ run: second.run, path: above.path }}
          />
        ) : (
          <div role="group" aria-label={label} className="relative size-full">
            <Picture run={first.run} path={below.path} alt={`${name} of ${first.run.run_name}`} />
            <div className="absolute inset-0" style={{ opacity: place.cover }}>
              <Picture run={second.run} path={above.path} alt={`${name} of ${second.run.run_name}`} />
            </div>
          </div>
        )}
      </div>
    </>
  );
}

interface RunPickerProps {
  label: string;
  chosen: RunSeries;
  series: readonly RunSeries[];
  onChoose: (runId: string) => void;
}

function RunPicker({ label, chosen, series, onChoose }: RunPickerProps) {
  return (
    <Menu entries={series.map(({ run }) => ({ label: run.run_name, onSelect: () => onChoose(run.run_id) }))}>
      <Button look="quiet" aria-label={`${label}: ${chosen.run.run_name}`} className="max-w-36 min-w-0 px-1">
        <RunName run={chosen.run} />
        <ChevronDown />
      </Button>
    </Menu>
  );
}

/** How much of the second image covers the first. */
function CoverSlider({ cover, onChange }: { cover: number; onChange: (cover: number) => void }) {
  return (
    <Slider.Root
      value={[cover]}
      max={1}
      step={0.05}
      onValueChange={([value = 0]) => onChange(value)}
      className="relative flex h-6 w-20 flex-none touch-none items-center"
    >
      <Slider.Track className="relative h-0.5 flex-1 rounded-sm bg-outline">
        <Slider.Range className="absolute h-full rounded-sm bg-accent" />
      </Slider.Track>
      <Slider.Thumb
        aria-label="Opacity of the second image"
        aria-valuetext={`${Math.round(cover * 100)} %`}
        className="block size-3 rounded-full border border-accent bg-canvas"
      />
    </Slider.Root>
  );
}
