import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { artifactUrl } from '../../queries/artifacts.ts';
import type { ChartedRun } from '../charted-runs.ts';
import { type Difference, intoDifference } from './image-difference.ts';
import { artifactOf } from './use-media.ts';

interface OneImage {
  run: ChartedRun;
  path: string;
}

interface Drawn extends Difference {
  isStretched: boolean;
}

interface ImageDifferenceProps {
  label: string;
  first: OneImage;
  second: OneImage;
}

/** Where two images differ, the brighter the more against the largest difference; black where they are equal. */
export function ImageDifference({ label, first, second }: ImageDifferenceProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState<Drawn>();
  const [error, setError] = useState<Error>();
  const [attempt, setAttempt] = useState(0);
  const urls = [first, second].map(({ run, path }) => artifactUrl(artifactOf(run, path)));
  const [below = '', above = ''] = urls;
  const draw = useEffectEvent(([one, other]: readonly HTMLImageElement[]) => {
    if (canvas.current === null || one === undefined || other === undefined) return;
    setDrawn(drawDifference(canvas.current, one, other));
    setError(undefined);
  });
  const fail = useEffectEvent((reason: unknown) =>
    setError(new Error(`These images cannot be compared: ${reason instanceof Error ? reason.message : ''}`)),
  );
  useEffect(() => {
    // Anew with every attempt.
    void attempt;
    let isWanted = true;
    Promise.all([below, above].map(decoded))
      .then((images) => isWanted && draw(images))
      .catch((reason: unknown) => isWanted && fail(reason));
    return () => {
      isWanted = false;
    };
  }, [below, above, attempt]);
  const retry = () => {
    setError(undefined);
    setAttempt(attempt + 1);
  };
  if (error) return <ErrorNotice error={error} onRetry={retry} />;
  return (
    <figure className="flex size-full min-h-0 flex-col">
      <canvas
        ref={canvas}
        role="img"
        aria-label={drawn === undefined ? label : `${label}: ${words(drawn)}`}
        className="min-h-0 w-full flex-1 object-contain"
      />
      <figcaption className="flex-none pt-1 text-center text-11 text-muted tabular-nums">
        {drawn && words(drawn)}
      </figcaption>
    </figure>
  );
}

function words({ share, most, isStretched }: Drawn): string {
  const size = isStretched ? '; the second image was brought to the size of the first' : '';
  if (share === 0) return `no pixel differs${size}`;
  const percent = share < 0.001 ? 'less than 0.1' : (share * 100).toFixed(1);
  return `${percent} % of the pixels differ, by ${most} of 255 at most, which is shown brightest${size}`;
}

async function decoded(url: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}

function drawDifference(canvas: HTMLCanvasElement, first: HTMLImageElement, second: HTMLImageElement): Drawn {
  const { naturalWidth: width, naturalHeight: height } = first;
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('The browser gives no canvas to draw on.');
  context.drawImage(first, 0, 0);
  const pixels = context.getImageData(0, 0, width, height);
  context.clearRect(0, 0, width, height);
  context.drawImage(second, 0, 0, width, height);
  const difference = intoDifference(pixels.data, context.getImageData(0, 0, width, height).data);
  context.putImageData(pixels, 0, 0);
  return { ...difference, isStretched: second.naturalWidth !== width || second.naturalHeight !== height };
}
