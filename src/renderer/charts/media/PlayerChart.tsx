import { artifactUrl } from '../../queries/artifacts.ts';
import type { ChartProps } from '../chart-props.ts';
import type { MediaSettings } from '../chart-settings.ts';
import { MediaFrame } from './MediaFrame.tsx';
import { nearestFile, stepWords } from './media-files.ts';
import { useMediaPlace } from './media-places.ts';
import { RunName } from './RunName.tsx';
import { RunStrip } from './RunStrip.tsx';
import { artifactOf, type RunSeries, useMediaSeries } from './use-media.ts';

/** Sound or film that runs logged under one name, with a player for each. */
export function PlayerChart({ settings, charted, onNote }: ChartProps<MediaSettings>) {
  const source = useMediaSeries(settings, charted);
  const [place, setPlace] = useMediaPlace(settings.id);
  const step = place.step ?? source.steps.at(-1);
  const shared = { name: settings.key, series: source.series, step };
  return (
    <MediaFrame
      settings={settings}
      source={source}
      step={step}
      onStep={(next) => setPlace({ step: next })}
      onNote={onNote}
    >
      {settings.kind === 'audio' ? <Sounds {...shared} /> : <Films {...shared} />}
    </MediaFrame>
  );
}

interface PlayersProps {
  name: string;
  series: readonly RunSeries[];
  step: number | undefined;
}

function Sounds({ name, series, step }: PlayersProps) {
  return (
    <ul aria-label={`${name} by run`} tabIndex={0} className="min-h-0 flex-1 overflow-y-auto px-3">
      {series.map(({ run, files }) => {
        const file = nearestFile(files, step);
        return (
          file && (
            <li key={run.run_id} className="pb-2">
              <div className="flex h-6 items-center gap-2 text-11">
                <RunName run={run} />
                <span className="ml-auto flex-none text-muted tabular-nums">
                  {stepWords(file.step, step)}
                </span>
              </div>
              <audio
                src={artifactUrl(artifactOf(run, file.path))}
                controls
                preload="none"
                aria-label={`${name} of ${run.run_name}`}
                className="h-8 w-full"
              />
            </li>
          )
        );
      })}
    </ul>
  );
}

function Films({ name, series, step }: PlayersProps) {
  return (
    <RunStrip label={`${name} by run`} series={series} step={step}>
      {({ run }, { path }) => (
        <video
          src={artifactUrl(artifactOf(run, path))}
          controls
          preload="metadata"
          aria-label={`${name} of ${run.run_name}`}
          className="min-h-0 w-full flex-1 px-2"
        />
      )}
    </RunStrip>
  );
}
