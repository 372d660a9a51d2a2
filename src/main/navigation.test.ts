import { expect, test } from 'vitest';
import { externalLink, mayNavigate } from './navigation.ts';
import { isPermitted } from './permissions.ts';

const ELSEWHERE = [
  'https://example.com/',
  'http://127.0.0.1:5000/',
  'file:///etc/passwd',
  'data:text/html,x',
  'javascript:alert(1)',
  'about:blank',
  'tidemark://other/',
  'tidemark://app/get-artifact?run_id=1&path=x',
];

test('the window stays in the app, a frame with artifacts', () => {
  expect(mayNavigate('tidemark://app/experiments/1', true)).toBe(true);
  expect(mayNavigate('tidemark-artifact://run/x/y', false)).toBe(true);
  expect(mayNavigate('tidemark-artifact://run/x/y', true)).toBe(false);
  expect(mayNavigate('tidemark://app/get-artifact?run_id=1&path=x&view=scripts', false)).toBe(true);
  expect(mayNavigate('tidemark://app/get-artifact?run_id=1&path=x&view=scripts', true)).toBe(false);
  expect(mayNavigate('tidemark://app/', false)).toBe(false);
  for (const url of ELSEWHERE)
    for (const main of [true, false]) expect(mayNavigate(url, main), url).toBe(false);
});

test('only an https link without credentials is offered to the browser', () => {
  expect(externalLink('https://mlflow.org/docs')).toBe('https://mlflow.org/docs');
  for (const url of ['https://user@host/', 'not a url', ...ELSEWHERE.slice(1)])
    expect(externalLink(url)).toBeUndefined();
});

test('a page may write to the clipboard, and nothing else', () => {
  expect(isPermitted('clipboard-sanitized-write', 'tidemark://app/')).toBe(true);
  expect(isPermitted('clipboard-sanitized-write', 'tidemark-artifact://run/x/y')).toBe(false);
  for (const permission of [
    'clipboard-read',
    'geolocation',
    'media',
    'midi',
    'notifications',
    'openExternal',
    'usb',
    'hid',
  ])
    expect(isPermitted(permission, 'tidemark://app/'), permission).toBe(false);
});
