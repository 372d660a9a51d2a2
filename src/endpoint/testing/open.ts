import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type ArtifactStore, openFileArtifactStore } from '../../artifacts/index.ts';
import { type Endpoint, type EndpointOptions, openEndpoint } from '../index.ts';
import { MemoryExports } from './memory-exports.ts';
import { MemoryFeed } from './memory-feed.ts';
import { MemoryPoints } from './memory-points.ts';
import { MemorySignals } from './memory-signals.ts';
import { MemoryTracker } from './memory-tracker.ts';

/** A folder that is gone when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tidemark-endpoint-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface Opened {
  endpoint: Endpoint;
  tracker: MemoryTracker;
  changes: MemoryFeed;
  artifacts: ArtifactStore;
}

/** An endpoint on a free port, closed when the test is over. */
export async function open(
  options: Partial<EndpointOptions> & { tracker?: MemoryTracker; changes?: MemoryFeed } = {},
): Promise<Opened> {
  const { tracker = new MemoryTracker(), changes = new MemoryFeed() } = options;
  const artifacts = options.artifacts ?? (await openFileArtifactStore(await temporaryFolder()));
  const endpoint = await openEndpoint({
    version: '0.0.1',
    host: '127.0.0.1',
    port: 0,
    exports: new MemoryExports([]),
    points: new MemoryPoints(),
    signals: new MemorySignals(),
    ...options,
    tracker,
    changes,
    artifacts,
  });
  onTestFinished(() => endpoint.close());
  return { endpoint, tracker, changes, artifacts };
}
