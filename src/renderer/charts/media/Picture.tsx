import { type CSSProperties, useState } from 'react';
import { artifactUrl } from '../../queries/artifacts.ts';
import type { ChartedRun } from '../charted-runs.ts';
import { artifactOf } from './use-media.ts';

/** Pictures of fewer pixels are enlarged pixel by pixel. */
const FEW_PIXELS = 96;

interface PictureProps {
  run: ChartedRun;
  path: string;
  alt: string;
  /** Told the width to the height once they are known. */
  onAspect?: (aspect: number) => void;
}

interface Size {
  width: number;
  height: number;
}

/** An image of a run as large as there is room, read when it comes into view. */
export function Picture({ run, path, alt, onAspect }: PictureProps) {
  const [failed, setFailed] = useState<string>();
  const [size, setSize] = useState<Size>();
  return (
    <span className="[container-type:size] flex size-full items-center justify-center">
      {failed === path ? (
        <span className="text-11 text-muted">cannot be shown</span>
      ) : (
        <img
          src={artifactUrl(artifactOf(run, path))}
          alt={alt}
          loading="lazy"
          decoding="async"
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => {
            setSize(width > 0 && height > 0 ? { width, height } : undefined);
            if (width > 0 && height > 0) onAspect?.(width / height);
          }}
          onError={() => setFailed(path)}
          className="size-full object-contain"
          style={size && styleOf(size)}
        />
      )}
    </span>
  );
}

/** Fills the room one way or the other. */
function styleOf({ width, height }: Size): CSSProperties {
  const aspect = width / height;
  return {
    width: `min(100cqw, ${aspect} * 100cqh)`,
    height: 'auto',
    aspectRatio: aspect,
    background: 'var(--color-picture)',
    ...(Math.max(width, height) < FEW_PIXELS && { imageRendering: 'pixelated' }),
  };
}
