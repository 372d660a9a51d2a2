import { resolve } from 'node:path';
import { defaultDataDirectory, diagnose } from '../host/index.ts';
import { VERSION } from './version.ts';

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** `tidemark doctor`: exit code 1 when something is wrong. */
export async function doctor(options: { data?: string }): Promise<void> {
  const directory = resolve(options.data ?? defaultDataDirectory());
  const found = await diagnose(directory);
  if (found === undefined) {
    process.stdout.write(`${directory} holds no Tidemark data yet. Start with: tidemark serve\n`);
    return;
  }
  const { versions, bytes, counts, engine, faults } = found;
  const lines = [
    `Tidemark ${VERSION}, Node ${versions.node}, SQLite ${versions.sqlite}, schema ${versions.schema}`,
    `Data       ${directory}`,
    `Engine     ${engine === undefined ? 'not running' : `${engine.url} (process ${engine.pid})`}`,
    `Database   ${megabytes(bytes.database)}, ${megabytes(bytes.free_in_database)} of it free`,
    `Artifacts  ${megabytes(bytes.artifacts)}`,
    `Rows       ${Object.entries(counts)
      .map(([table, count]) => `${table} ${count}`)
      .join(', ')}`,
    ...(faults.length === 0 ? ['All is well.'] : faults.map((fault) => `WRONG: ${fault}`)),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (faults.length > 0) process.exitCode = 1;
}
