import { expect, test } from 'vitest';
import { type Current, dataOffer } from './data-offer.ts';

const url = 'http://127.0.0.1:5000';
const own: Current = {
  state: { status: 'ready', url, owner: 'desktop' },
  directory: '/old',
  connect: undefined,
};
const other = {
  kind: 'tidemark',
  directory: '/new',
  sentence: 'new is a data directory of Tidemark.',
} as const;

test('another data directory is offered, and what becomes of the tracker that is open is told', () => {
  expect(dataOffer(other, own)).toEqual({
    message: 'new is a data directory of Tidemark. Open it?',
    detail: expect.stringMatching(
      /^The tracker of \/old is stopped.* Scripts that use http:\/\/127\.0\.0\.1:5000 log to \/new/,
    ),
    directory: '/new',
  });
  const attached: Current = { ...own, state: { status: 'ready', url, owner: 'attached' } };
  expect(dataOffer(other, attached).detail).toMatch(
    /another program: it goes on running at http:.*opens \/new instead/,
  );
  const remote: Current = {
    state: { status: 'ready', url, owner: 'remote' },
    directory: undefined,
    connect: 'https://tracker.example',
  };
  expect(dataOffer(other, remote)).toMatchObject({
    detail:
      'This window goes on showing the tracker at https://tracker.example; /new opens in a window of its own.',
    directory: '/new',
  });
  const failing: Current = { ...own, state: { status: 'failed', delayMs: 8000, reason: 'x' } };
  expect(dataOffer(other, failing).detail).toMatch(/^Tidemark opens \/new instead, now/);
});

test('an empty folder is offered for new data', () => {
  const offer = dataOffer({ kind: 'empty', directory: '/new', sentence: 'new is an empty folder.' }, own);
  expect(offer).toMatchObject({ message: 'new is an empty folder. Keep new data in it?', directory: '/new' });
});

test('nothing is offered for what is open already, or for what is of MLflow or of neither', () => {
  expect(dataOffer({ ...other, directory: '/old' }, own)).toEqual({
    message: other.sentence,
    detail: 'It is the one that is open.',
  });
  for (const kind of ['mlruns', 'mlflow-database'] as const) {
    const offer = dataOffer({ kind, sentence: 'It is of MLflow.' }, own);
    expect(offer.directory).toBeUndefined();
    expect(offer.detail).toMatch(/later version.*Nothing was read in or changed/);
  }
  for (const kind of ['sqlite', 'folder', 'file', 'missing'] as const) {
    const offer = dataOffer({ kind, sentence: 'x' }, own);
    expect(offer).toEqual({ message: 'x', detail: expect.stringContaining('tidemark.db') });
  }
});
