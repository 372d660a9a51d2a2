import { Readable } from 'node:stream';
import { type ArtifactPath, parseArtifactPath } from '../../artifacts/index.ts';
import type { TestEngine } from './open.ts';

export const artifactPath = (path: string): ArtifactPath => parseArtifactPath(path, { decoded: true });

/** Puts a file of so many bytes into the artifact store. */
export async function putArtifact(engine: TestEngine, path: string, bytes: number): Promise<void> {
  await engine.artifacts.put(artifactPath(path), Readable.from([Buffer.alloc(bytes, 'a')]));
}

/** Bytes at and below a path of the artifact store. */
export async function bytesAt(engine: TestEngine, path: string): Promise<number> {
  return (await engine.artifacts.size(artifactPath(path))).bytes;
}
