import { expect, test } from 'vitest';
import { openName, templateWords } from './template-words.ts';

const kinds = (text: string) => templateWords(text).map(({ from, to, kind }) => [text.slice(from, to), kind]);

test('variables, expressions, statements and comments are told apart', () => {
  expect(kinds('{{ a.b }} {{ x | upper }} {% if y %}{# why #}{% endif %}')).toEqual([
    ['{{ a.b }}', 'variable'],
    ['{{ x | upper }}', 'expression'],
    ['{% if y %}', 'statement'],
    ['{# why #}', 'comment'],
    ['{% endif %}', 'statement'],
  ]);
});

test('braces that are not closed are plain text', () => {
  expect(kinds('{{ a } and { b }')).toEqual([]);
});

test('a name is completed after two braces only', () => {
  expect(openName('Say {{ que')).toEqual({ from: 7, text: 'que' });
  expect(openName('Say {{')).toEqual({ from: 6, text: '' });
  expect(openName('Say { que')).toBeUndefined();
  expect(openName('Say {{ a }} que')).toBeUndefined();
});
