import { artifactUrl } from '../../queries/artifacts.ts';
import type { ViewerProps } from './viewer-props.ts';

/** Sound or film, read as it is played. */
export function MediaViewer({ artifact, version, kind }: ViewerProps & { kind: 'audio' | 'video' }) {
  const Player = kind;
  return (
    <div className="flex min-h-0 flex-1 items-center justify-center p-4">
      <Player
        src={artifactUrl(artifact, { version })}
        controls
        aria-label={artifact.path}
        className="max-h-full max-w-full"
      />
    </div>
  );
}
