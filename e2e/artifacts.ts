import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Engine } from './engine.ts';

interface CreatedRun {
  run: { info: { run_id: string; artifact_uri: string } };
}

/** Stores files as a client does, below the run's own root. */
export async function logArtifacts(
  engine: Engine,
  runId: string,
  files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>,
): Promise<void> {
  const found = await fetch(`${engine.url}/api/2.0/mlflow/runs/get?run_id=${runId}`);
  const { run } = (await found.json()) as CreatedRun;
  const root = run.info.artifact_uri.replace(/^mlflow-artifacts:\/*/, '');
  for (const [path, body] of Object.entries(files)) {
    const below = `${root}/${path}`.split('/').map(encodeURIComponent).join('/');
    const url = `${engine.url}/api/2.0/mlflow-artifacts/artifacts/${below}`;
    const stored = await fetch(url, { method: 'PUT', body });
    if (!stored.ok) throw new Error(`${path} was answered ${stored.status}: ${await stored.text()}`);
  }
}

/** A table of `length` rows. */
export function aParquetFile(length: number): Uint8Array<ArrayBuffer> {
  const numbers = Array.from({ length }, (_, index) => index);
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'id', data: numbers, type: 'INT32' },
        { name: 'word', data: numbers.map((number) => `word ${number}`), type: 'STRING' },
        { name: 'half', data: numbers.map((number) => number / 2), type: 'DOUBLE' },
      ],
    }),
  );
}

/** One black pixel. */
export const PNG = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=='),
  (char) => char.charCodeAt(0),
);

/** Silence as a WAV file: 8,000 samples of 8 bits. */
export function aSecondOfSound(): Uint8Array<ArrayBuffer> {
  const samples = 8000;
  const file = new Uint8Array(44 + samples).fill(128, 44);
  const view = new DataView(file.buffer);
  const write = (at: number, name: string) => file.set(new TextEncoder().encode(name), at);
  write(0, 'RIFF');
  view.setUint32(4, 36 + samples, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, samples, true);
  view.setUint32(28, samples, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  write(36, 'data');
  view.setUint32(40, samples, true);
  return file;
}
