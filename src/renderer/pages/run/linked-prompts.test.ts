import { expect, test } from 'vitest';
import { linkedPrompts } from './linked-prompts.ts';

test('the versions that a run used are read as the client writes them, each once', () => {
  const tag = '[{"name":"qa","version":"2"},{"name":"qa","version":3},{"name":"qa","version":"2"}]';
  expect(linkedPrompts(tag)).toEqual([
    { name: 'qa', version: '2' },
    { name: 'qa', version: '3' },
  ]);
  expect(linkedPrompts('[]')).toEqual([]);
});

test.each(['', 'qa', '{"name":"qa"}', '[1]', '[{"name":"qa"}]', '[{"name":1,"version":"2"}]'])(
  'a tag that is something else (%s) stays a tag',
  (value) => expect(linkedPrompts(value)).toBeUndefined(),
);
