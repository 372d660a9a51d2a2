import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SecretSeal } from './secret-seal.ts';
import { temporaryFolder } from './testing/folder.ts';

const keyFile = () => join(temporaryFolder(), 'secret.key');

test('what is sealed opens again, also for a later start, and never holds its text', () => {
  const file = keyFile();
  const sealed = new SecretSeal(file).seal('schlüssel', 'hook-1');
  expect(Buffer.from(sealed).includes('schlüssel')).toBe(false);
  expect(new SecretSeal(file).open(sealed, 'hook-1')).toBe('schlüssel');
});

test('the key is made at first need, of 32 bytes, for its owner alone', () => {
  const file = keyFile();
  const seal = new SecretSeal(file);
  expect(seal.open(new Uint8Array(40).fill(1), 'a')).toBeUndefined();
  expect(existsSync(file)).toBe(false);
  seal.seal('s', 'a');
  expect(readFileSync(file)).toHaveLength(32);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('the same secret is sealed differently each time, so that equal ones cannot be told', () => {
  const seal = new SecretSeal(keyFile());
  expect(Buffer.from(seal.seal('s', 'a')).equals(seal.seal('s', 'a'))).toBe(false);
});

test('it does not open for another owner, when touched, or with another key', () => {
  const file = keyFile();
  const sealed = new SecretSeal(file).seal('s', 'a');
  expect(new SecretSeal(file).open(sealed, 'b')).toBeUndefined();
  for (const index of sealed.keys()) {
    const touched = Uint8Array.from(sealed);
    touched[index] = (touched[index] ?? 0) ^ 1;
    expect(new SecretSeal(file).open(touched, 'a')).toBeUndefined();
  }
  expect(new SecretSeal(file).open(sealed.subarray(0, 20), 'a')).toBeUndefined();
  rmSync(file);
  const other = new SecretSeal(file);
  other.seal('t', 'a');
  expect(other.open(sealed, 'a')).toBeUndefined();
});

test('a damaged key seals nothing and is left as it is', () => {
  const file = keyFile();
  const sealed = new SecretSeal(file).seal('s', 'a');
  writeFileSync(file, 'short');
  const seal = new SecretSeal(file);
  expect(seal.open(sealed, 'a')).toBeUndefined();
  expect(() => seal.seal('t', 'a')).toThrow('secret.key in the data directory is damaged');
  expect(readFileSync(file, 'utf8')).toBe('short');
});
