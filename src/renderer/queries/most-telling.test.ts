import { expect, test } from 'vitest';
import { mostTelling } from './most-telling.ts';

test('a loss says most of a run, then a score, and what the machine did says least', () => {
  const keys = ['system/cpu', 'lr', 'val/accuracy', 'train/loss', 'epoch'];
  expect(mostTelling(keys)).toEqual(['train/loss', 'val/accuracy', 'lr', 'epoch', 'system/cpu']);
});
