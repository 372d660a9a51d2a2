import { useState } from 'react';
import { artifactUrl } from '../../queries/artifacts.ts';
import type { ViewerProps } from './viewer-props.ts';

/** A picture, as large as it is but never larger than the pane. As an <img> an SVG runs no script and fetches nothing. */
export function ImageViewer({ artifact, version }: ViewerProps) {
  const [pixels, setPixels] = useState<string>();
  const [hasFailed, setFailed] = useState(false);
  if (hasFailed)
    return (
      <p className="p-4 text-soft">This picture cannot be shown. Its source or a download may tell why.</p>
    );
  return (
    <>
      <div className="flex min-h-0 flex-1 items-center justify-center p-4">
        <img
          src={artifactUrl(artifact, { version })}
          alt={artifact.path}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setPixels(`${naturalWidth} × ${naturalHeight}`)
          }
          onError={() => setFailed(true)}
          className="max-h-full max-w-full rounded-sm bg-picture object-contain"
        />
      </div>
      <footer className="flex h-8 flex-none items-center border-t border-separator px-4 text-12 text-muted tabular-nums">
        {pixels}
      </footer>
    </>
  );
}
