import { useState } from 'react';
import { TrackingError } from '../../contract/index.ts';
import { type Artifact, artifactId, artifactStoreUrl, messageIn } from '../queries/artifacts.ts';
import { nameHeaders } from '../your-name.ts';

/** A file on its way to the tracker. */
export interface Upload {
  id: string;
  artifact: Artifact;
  /** In bytes. */
  size: number;
  sent: number;
  error?: string;
  cancel: () => void;
}

/** Files that are stored as artifacts: several at a time, each with its progress. One that is there is let go of; one that failed stays until it is dismissed. */
export function useUploads() {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const change = (id: string, what: Partial<Upload>) =>
    setUploads((known) => known.map((upload) => (upload.id === id ? { ...upload, ...what } : upload)));
  const remove = (id: string) => setUploads((known) => known.filter((upload) => upload.id !== id));
  const start = (artifact: Artifact, file: File) => {
    const id = artifactId(artifact);
    const request = new XMLHttpRequest();
    const cancel = () => {
      request.abort();
      remove(id);
    };
    setUploads((known) => [
      ...known.filter((upload) => upload.id !== id),
      { id, artifact, size: file.size, sent: 0, cancel },
    ]);
    send(request, artifact, file, (sent) => change(id, { sent })).then(
      () => remove(id),
      (error: unknown) => change(id, { error: error instanceof Error ? error.message : String(error) }),
    );
  };
  return { uploads, start };
}

/** Unlike fetch, it tells how much has been sent. */
function send(
  request: XMLHttpRequest,
  artifact: Artifact,
  file: File,
  onSent: (bytes: number) => void,
): Promise<void> {
  const url = artifactStoreUrl(artifact);
  if (url === undefined)
    return Promise.reject(
      new TrackingError('BAD_REQUEST', `These artifacts lie at ${artifact.owner.uri}. Add files there.`),
    );
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  request.upload.addEventListener('progress', ({ loaded }) => onSent(loaded));
  request.addEventListener('load', () => {
    if (request.status < 300) resolve();
    else
      reject(
        new TrackingError(
          'BAD_REQUEST',
          messageIn(request.responseText) ?? `The tracker answered ${request.status}.`,
        ),
      );
  });
  request.addEventListener('error', () =>
    reject(new TrackingError('BAD_REQUEST', 'The connection broke. Nothing of it was stored; add it again.')),
  );
  request.open('PUT', url);
  request.setRequestHeader('content-type', 'application/octet-stream');
  for (const [header, value] of Object.entries(nameHeaders())) request.setRequestHeader(header, value);
  request.send(file);
  return promise;
}
