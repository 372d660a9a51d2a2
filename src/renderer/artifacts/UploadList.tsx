import { X } from 'lucide-react';
import { IconButton } from '../components/IconButton.tsx';
import { formatBytes } from '../format.ts';
import { nameOf } from './artifact-path.ts';
import type { Upload } from './use-uploads.ts';

/** The files on their way, each with how much of it is there. */
export function UploadList({ uploads }: { uploads: readonly Upload[] }) {
  if (uploads.length === 0) return null;
  return (
    <ul
      aria-label="Uploads"
      className="max-h-48 flex-none overflow-y-auto border-t border-separator px-4 py-2 text-12"
    >
      {uploads.map(({ id, artifact, size, sent, error, cancel }) => (
        <li key={id} className="flex items-center gap-2 py-1">
          <div className="min-w-0 flex-1">
            <p className="flex gap-2">
              <span className="min-w-0 flex-1 truncate" title={artifact.path}>
                {nameOf(artifact.path)}
              </span>
              {error === undefined && (
                <span className="flex-none text-11 text-muted tabular-nums">
                  {formatBytes(sent)} of {formatBytes(size)}
                </span>
              )}
            </p>
            {error === undefined ? (
              <progress
                aria-label={`Upload of ${artifact.path}`}
                value={size === 0 ? 1 : sent / size}
                className="mt-1 block h-1 w-full appearance-none overflow-hidden rounded-sm bg-selected [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-selected [&::-webkit-progress-value]:bg-accent"
              />
            ) : (
              <p role="alert" className="break-words text-failed">
                {error}
              </p>
            )}
          </div>
          <IconButton
            icon={X}
            label={error === undefined ? `Stop the upload of ${nameOf(artifact.path)}` : 'Dismiss'}
            onClick={cancel}
          />
        </li>
      ))}
    </ul>
  );
}
