import { Download } from 'lucide-react';
import { formatBytes } from '../../format.ts';
import { artifactUrl } from '../../queries/artifacts.ts';
import { nameOf } from '../artifact-path.ts';
import type { ViewerProps } from './viewer-props.ts';

/** Stands for what cannot be shown here, and says why. */
export function PlainNotice({ artifact, size, why }: ViewerProps & { why: string }) {
  return (
    <div className="p-4">
      <p className="text-soft">{why}</p>
      {size > 0 && (
        <a
          href={artifactUrl(artifact)}
          download={nameOf(artifact.path)}
          className="mt-3 inline-flex h-7 items-center gap-1.5 rounded-md border border-outline px-2.5 text-12 font-medium hover:bg-hover"
        >
          <Download />
          Download {formatBytes(size)}
        </a>
      )}
    </div>
  );
}
