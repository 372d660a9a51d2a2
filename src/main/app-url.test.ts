import { expect, test } from 'vitest';
import { artifactRequestOf, isAppPage, isShownArtifact, targetOf } from './app-url.ts';

const target = (path: string) => targetOf(`tidemark://app${path}`);

test.each([
  '/api/2.0/mlflow/runs/search',
  '/ajax-api/2.0/tidemark/changes?after=3',
  '/health',
  '/version',
  '/openapi.json',
  '/get-artifact?run_uuid=1&path=a%2Fb',
  '/api/2.0/mlflow-artifacts/artifacts/0/%2e%2e/x',
])('%s is forwarded as it stands', (path) => {
  expect(target(path)).toEqual({ kind: 'api', path });
});

test('a fragment is not sent', () => {
  expect(target('/health?x=1#part')).toEqual({ kind: 'api', path: '/health?x=1' });
});

test('what the build wrote is a file, what a person navigates to is a page', () => {
  expect(target('/assets/index-Bx_1.js')).toEqual({ kind: 'file', name: 'assets/index-Bx_1.js' });
  expect(target('/icon.svg?v=1')).toEqual({ kind: 'file', name: 'icon.svg' });
  for (const path of [
    '/',
    '/?x=1',
    '/experiments/1',
    '/experiments/1/runs/abc',
    '/healthy',
    '/apiary',
    '/models/my%20model',
  ])
    expect(target(path), path).toEqual({ kind: 'page' });
});

test.each([
  '/../package.json',
  '/assets/../../package.json',
  '/..%2fpackage.json',
  '/%2e%2e/package.json',
  '/%2e%2e%2fpackage.json',
  '/.%2e/package.json',
  '/%2E./package.json',
  '/assets/..%5c..%5cpackage.json',
  '/..\\package.json',
  '/assets\\..\\..\\package.json',
  '/./package.json',
  '/assets/%2e/x.js',
  '/x%00.js',
  '/assets/..',
  '/..',
  '/assets/%2e%2e',
  '/a/%5c../x',
  '/assets/.hidden',
  '/assets/none such',
])('%s reaches no file outside the build', (path) => {
  expect(target(path)).toEqual({ kind: 'refused' });
});

test.each([
  'tidemark://other/health',
  'tidemark://app.evil/health',
  'tidemark://app',
  'tidemark:health',
  'http://app/health',
  'file:///app/health',
])('%s is not of the app', (url) => {
  expect(targetOf(url)).toEqual({ kind: 'refused' });
});

test('only pages of the app count as its own; an answer of its API does not', () => {
  expect(isAppPage('tidemark://app/')).toBe(true);
  expect(isAppPage('tidemark://app/experiments/1')).toBe(true);
  for (const url of [
    'tidemark://apps/',
    'tidemark://app.evil/',
    'tidemark-artifact://app/',
    'tidemark://app/get-artifact?run_id=1&path=evil.html&view=scripts',
    'tidemark://app/api/2.0/mlflow/experiments/get',
    'tidemark://app/icon.svg',
    'about:blank',
    '',
  ])
    expect(isAppPage(url), url).toBe(false);
});

test('a frame shows artifacts only', () => {
  for (const url of [
    'tidemark-artifact://run/x/y',
    'tidemark://app/get-artifact?run_id=1&path=a.html&view=page',
    'tidemark://app/get-artifact?view=scripts&run_id=1&path=a.pdf',
    'tidemark://app/ajax-api/2.0/mlflow/logged-models/m-1/artifacts/files?artifact_file_path=a&view=page',
  ])
    expect(isShownArtifact(url), url).toBe(true);
  for (const url of [
    'tidemark://app/',
    'tidemark://app/experiments/1?view=page',
    'tidemark://app/get-artifact?run_id=1&path=a.html',
    'tidemark://app/get-artifact?path=view=page',
    'tidemark://app/api/2.0/mlflow/runs/get?run_id=1&view=page',
    'https://example.com/get-artifact?view=page',
  ])
    expect(isShownArtifact(url), url).toBe(false);
});

test('an artifact is named by its run and its path', () => {
  const run = '0123456789abcdef'.repeat(2);
  expect(artifactRequestOf(`tidemark-artifact://run/${run}/plots/a%20b.png`)).toBe(
    `/get-artifact?run_uuid=${run}&path=plots%2Fa+b.png`,
  );
  for (const url of [
    `tidemark-artifact://run/${run}/`,
    `tidemark-artifact://run/${run}/../x`,
    `tidemark-artifact://run/${run}/a/%2e%2e/x`,
    `tidemark-artifact://run/${run}/a%00`,
    `tidemark-artifact://run/${run}/%E0%A4%A`,
    `tidemark-artifact://run/${run}/a?path=b`,
    'tidemark-artifact://run/short/a',
    `tidemark-artifact://other/${run}/a`,
    `tidemark://run/${run}/a`,
  ])
    expect(artifactRequestOf(url), url).toBeUndefined();
});
