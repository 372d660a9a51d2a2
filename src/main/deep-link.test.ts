import { expect, test } from 'vitest';
import { pathOfDeepLink } from './deep-link.ts';

const RUN = 'a'.repeat(32);

test('a link names an experiment or a run of one by id', () => {
  expect(pathOfDeepLink('tidemark://experiments/42')).toBe('/experiments/42');
  expect(pathOfDeepLink('tidemark://experiments/42/')).toBe('/experiments/42');
  expect(pathOfDeepLink(`tidemark://experiments/42/runs/${RUN}`)).toBe(`/experiments/42/runs/${RUN}`);
});

test.each([
  '',
  'tidemark:',
  'tidemark://',
  'tidemark://app/',
  'tidemark://app/experiments/42',
  'tidemark://experiments/',
  'tidemark://experiments/name',
  'tidemark://experiments/%34',
  'tidemark://experiments/42?x=1',
  'tidemark://experiments/42#/x',
  'tidemark://experiments/42/../43',
  'tidemark://experiments/42/runs/short',
  `tidemark://experiments/42/runs/${RUN}/../x`,
  `tidemark://experiments/42/runs/${RUN.toUpperCase()}`,
  'tidemark://user@experiments/42',
  'tidemark://experiments:80/42',
  'tidemark-artifact://experiments/42',
  'TIDEMARK://experiments/42',
  ' tidemark://experiments/42',
  'tidemark://experiments/42\n',
  'tidemark://experiments/42\n--connect=http://evil',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'https://example.com/tidemark://experiments/42',
  `tidemark://experiments/${'9'.repeat(21)}`,
])('%j is no link of ours', (link) => {
  expect(pathOfDeepLink(link)).toBeUndefined();
});
