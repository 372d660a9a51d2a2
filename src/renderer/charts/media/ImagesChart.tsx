import { Layers } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import type { ChartProps } from '../chart-props.ts';
import type { MediaSettings } from '../chart-settings.ts';
import { ImagePair } from './ImagePair.tsx';
import { ImageSteps } from './ImageSteps.tsx';
import { LargeImage } from './LargeImage.tsx';
import { MediaFrame } from './MediaFrame.tsx';
import { type ImageLook, useMediaPlace } from './media-places.ts';
import { StepImages } from './StepImages.tsx';
import { useMediaSeries } from './use-media.ts';

const LOOKS: readonly (readonly [ImageLook, string])[] = [
  ['step', 'Side by side'],
  ['steps', 'All steps'],
  ['overlay', 'Overlay of two runs'],
  ['difference', 'Difference of two runs'],
];

/** Images that runs logged under one key: at one step, at all of them, or of two runs on each other. */
export function ImagesChart({ settings, charted, onNote }: ChartProps<MediaSettings>) {
  const source = useMediaSeries(settings, charted);
  const { series, steps } = source;
  const [place, setPlace] = useMediaPlace(settings.id);
  const [enlarged, setEnlarged] = useState<string>();
  const { look } = place;
  const step = place.step ?? steps.at(-1);
  const shared = { name: settings.key, series, step };
  const large = series.find(({ run }) => run.run_id === enlarged);
  return (
    <MediaFrame
      settings={settings}
      source={source}
      step={step}
      onStep={(next) => setPlace({ step: next })}
      onNote={onNote}
      hidesSteps={look === 'steps'}
      tools={
        <Menu
          align="end"
          entries={LOOKS.filter(([way]) => way !== 'steps' || steps.length > 1).map(([way, label]) => ({
            label,
            isChecked: look === way,
            onSelect: () => setPlace({ look: way }),
          }))}
        >
          <IconButton icon={Layers} label="How images are shown" />
        </Menu>
      }
    >
      {look === 'step' && <StepImages {...shared} onEnlarge={setEnlarged} />}
      {look === 'steps' && (
        <ImageSteps
          {...shared}
          steps={steps}
          onEnlarge={(runId, at) => {
            setPlace({ step: at });
            setEnlarged(runId);
          }}
        />
      )}
      {(look === 'overlay' || look === 'difference') && (
        <ImagePair {...shared} place={place} look={look} reference={charted.reference} onPlace={setPlace} />
      )}
      {large && (
        <LargeImage
          name={settings.key}
          series={large}
          steps={steps}
          step={step}
          onStep={(next) => setPlace({ step: next })}
          onClose={() => setEnlarged(undefined)}
        />
      )}
    </MediaFrame>
  );
}
