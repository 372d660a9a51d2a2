import { expect, test } from 'vitest';
import { missingMarks } from './missing-marks.ts';

test('variables without a value are told from the text around them', () => {
  expect(missingMarks('Ask {{ q }} of {{known}}', ['q'])).toEqual([
    { text: 'Ask ', isMissing: false },
    { text: '{{ q }}', isMissing: true },
    { text: ' of {{known}}', isMissing: false },
  ]);
  expect(missingMarks('', ['q'])).toEqual([]);
});
