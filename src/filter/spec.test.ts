import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = new URL('./', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');
const idsIn = (text: string, pattern: RegExp) => Array.from(text.matchAll(pattern), (found) => found[1]);

test('every rule of SPEC.md has a test named after it, and every named rule is there once', () => {
  const rules = idsIn(read('SPEC.md'), /^- \[(F\d+)\] /gm);
  const tests = readdirSync(folder).filter((file) => file.endsWith('.test.ts'));
  const named = new Set(tests.flatMap((file) => idsIn(read(file), /['"`]\[(F\d+)\] /g)));
  expect(rules).toEqual(rules.map((_, index) => `F${index + 1}`));
  expect([...named].sort()).toEqual([...rules].sort());
});
