import { expect, test } from 'vitest';
import { asType, moved, nextRole } from './message-edits.ts';

test('a text becomes a chat of one message and comes back as it was', () => {
  const text = { type: 'text', template: 'Hi {{ name }}', response_format: { type: 'object' } } as const;
  const chat = asType(text, 'chat');
  expect(chat).toEqual({
    type: 'chat',
    messages: [{ role: 'user', content: 'Hi {{ name }}' }],
    response_format: { type: 'object' },
  });
  expect(asType(chat, 'text')).toEqual(text);
});

test('several messages become a text that says who speaks', () => {
  const messages = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: '{{ q }}' },
  ];
  expect(asType({ type: 'chat', messages }, 'text')).toEqual({
    type: 'text',
    template: 'system: Be brief.\n\nuser: {{ q }}',
  });
});

test('a message is moved up and down, the next one has the other role', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  expect(nextRole([])).toBe('system');
  expect(nextRole([{ role: 'user', content: '' }])).toBe('assistant');
});
