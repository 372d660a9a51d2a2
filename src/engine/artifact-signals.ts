import type { ArtifactPath, ArtifactStore } from '../artifacts/index.ts';
import type { Signal } from '../contract/index.ts';

/** Uploads can be many a second: what comes within this time is told of once. */
const GATHER_MS = 200;
/** Runs keep their files below `…/<run id>/artifacts`, logged models below `…/models/<model id>/artifacts`. */
const OWNED = /(?:^|\/)(?:([0-9a-f]{32})|models\/(m-[0-9a-f]{32}))(?:\/|$)/;

/** The same store, which says of whom files came or went: soon after it happened, once for all of a moment. */
export function withSignals(store: ArtifactStore, tell: (signal: Signal) => void): ArtifactStore {
  const touched = new Map<string, 'run' | 'logged_model'>();
  const tellAll = () => {
    const owners = [...touched];
    touched.clear();
    for (const [object_id, object_type] of owners) tell({ kind: 'artifacts', object_type, object_id });
  };
  const note = (path: ArtifactPath) => {
    const [, run, model] = OWNED.exec(path) ?? [];
    const id = run ?? model;
    if (id === undefined) return;
    if (touched.size === 0) setTimeout(tellAll, GATHER_MS).unref();
    touched.set(id, run === undefined ? 'logged_model' : 'run');
  };
  return {
    open: (path, range) => store.open(path, range),
    stat: (path) => store.stat(path),
    list: (path) => store.list(path),
    size: (path) => store.size(path),
    sweepTemporaries: (olderThanMs) => store.sweepTemporaries(olderThanMs),
    createMultipart: (path, parts) => store.createMultipart(path, parts),
    putPart: (uploadId, partNumber, source, options) => store.putPart(uploadId, partNumber, source, options),
    abortMultipart: (path, uploadId) => store.abortMultipart(path, uploadId),
    async put(path, source, options) {
      const stored = await store.put(path, source, options);
      note(path);
      return stored;
    },
    async completeMultipart(path, uploadId, parts) {
      const stored = await store.completeMultipart(path, uploadId, parts);
      note(path);
      return stored;
    },
    async delete(path, options) {
      await store.delete(path, options);
      note(path);
    },
  };
}
