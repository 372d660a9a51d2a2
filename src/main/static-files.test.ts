import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PAGE_POLICY } from './content-security.ts';
import { staticFile } from './static-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'renderer-'));
mkdirSync(join(folder, 'assets/odd.js'), { recursive: true });
writeFileSync(join(folder, 'index.html'), '<!doctype html>');
writeFileSync(join(folder, 'assets/a.js'), 'export {}');
writeFileSync(join(folder, 'assets/run.sh'), 'true');

test('a file of the build comes with its type and the policy of the page', async () => {
  const page = await staticFile(folder, 'index.html');
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toBe(PAGE_POLICY);
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  const script = await staticFile(folder, 'assets/a.js');
  expect([script.headers.get('content-type'), await script.text()]).toEqual([
    'text/javascript; charset=utf-8',
    'export {}',
  ]);
});

test('what is not there, a folder, and a type that no build writes are not found', async () => {
  for (const name of ['assets/none.js', 'assets/odd.js', 'assets/run.sh', 'index.html/x.js'])
    expect((await staticFile(folder, name)).status, name).toBe(404);
});
