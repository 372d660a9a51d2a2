import { expect, test } from 'vitest';
import { allowListFor, refusalOf } from './origin.ts';

const allowed = allowListFor(5000);
const refused = (headers: Record<string, string>) => refusalOf(headers, allowed) !== undefined;

test('the three loopback names with the own port are answered', () => {
  for (const host of ['127.0.0.1:5000', 'localhost:5000', '[::1]:5000'])
    expect(refused({ host })).toBe(false);
});

test('a name is known without its port on port 80 alone', () => {
  expect(refusalOf({ host: 'localhost' }, allowListFor(80))).toBeUndefined();
  expect(refusalOf({ host: 'localhost:80', origin: 'http://localhost' }, allowListFor(80))).toBeUndefined();
  expect(refused({ host: 'localhost' })).toBe(true);
});

test('own pages and the desktop app may speak, any other origin may not', () => {
  const host = '127.0.0.1:5000';
  for (const origin of [
    'http://127.0.0.1:5000',
    'http://localhost:5000',
    'http://[::1]:5000',
    'tidemark://app',
  ])
    expect(refused({ host, origin })).toBe(false);
  for (const origin of [
    'null',
    '',
    'https://localhost:5000',
    'http://localhost:5001',
    'tidemark://app.evil',
    'file://',
  ])
    expect(refused({ host, origin })).toBe(true);
});

test('a fetch from another site is refused even where the browser sends no Origin', () => {
  const host = 'localhost:5000';
  expect(refused({ host, 'sec-fetch-site': 'cross-site' })).toBe(true);
  for (const site of ['same-origin', 'none']) expect(refused({ host, 'sec-fetch-site': site })).toBe(false);
});
