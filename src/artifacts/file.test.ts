import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { runArtifactStoreTests } from '../../test/acceptance/artifact-store.ts';
import { openFileArtifactStore } from './file.ts';

const base = await mkdtemp(join(tmpdir(), 'artifacts-'));
let made = 0;

afterAll(() => rm(base, { recursive: true }));

runArtifactStoreTests('file', () => {
  made += 1;
  return openFileArtifactStore(join(base, String(made)));
});
