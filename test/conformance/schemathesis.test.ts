import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tryCommand } from '../setup/command.ts';
import { pythonVenv } from '../setup/index.ts';
import { startEngine } from './engine.ts';

const EXAMPLES_PER_OPERATION = '25';
const TEN_MINUTES = 600_000;

test(
  'no request that schemathesis derives from /openapi.json is a server error, and every answer fits its schema',
  async () => {
    const { bin } = await pythonVenv('schemathesis');
    const folder = mkdtempSync(join(tmpdir(), 'tidemark-schemathesis-'));
    const engine = await startEngine();
    try {
      const result = await tryCommand(
        join(bin, 'schemathesis'),
        [
          ...['run', `${engine.uri}/openapi.json`],
          ...['--checks', 'not_a_server_error,response_schema_conformance'],
          ...['--max-examples', EXAMPLES_PER_OPERATION],
          // An event stream does not end, so its answer cannot be waited for.
          ...['--exclude-path-regex', 'tidemark/changes', '--no-color'],
        ],
        { cwd: folder, timeoutMs: TEN_MINUTES },
      );
      expect(result.stdout).toContain('SUMMARY');
      expect(result.ok, `${result.stdout}\n${engine.output()}`).toBe(true);
      expect(engine.output()).not.toContain('failed:');
    } finally {
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  TEN_MINUTES,
);
