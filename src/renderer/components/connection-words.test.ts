import { expect, test } from 'vitest';
import { connectionTrouble } from './connection-words.ts';

test('a browser knows only that there is no answer', () => {
  expect(connectionTrouble('open', undefined)).toBeUndefined();
  expect(connectionTrouble('connecting', undefined)).toBeUndefined();
  expect(connectionTrouble('lost', undefined)?.text).toContain('The tracker does not answer');
});

test('a desktop window says what its engine does, and offers a try where it gave up', () => {
  const ready = { status: 'ready', url: 'http://127.0.0.1:1', owner: 'desktop' } as const;
  expect(connectionTrouble('open', ready)).toBeUndefined();
  expect(connectionTrouble('lost', ready)?.text).toContain('does not answer');
  const restarting = { status: 'restarting', attempt: 2, delayMs: 500, reason: 'It ended.' } as const;
  // The stream may not have noticed yet.
  expect(connectionTrouble('open', restarting)).toMatchObject({
    text: expect.stringContaining('The engine stopped; starting it again (try 2)'),
    reason: 'It ended.',
  });
  const failed = { status: 'failed', delayMs: 500, reason: 'The disk is full.' } as const;
  expect(connectionTrouble('lost', failed)).toMatchObject({ canTry: true, reason: 'The disk is full.' });
  expect(connectionTrouble('lost', { status: 'starting' })?.text).toBe('The engine is starting.');
});
