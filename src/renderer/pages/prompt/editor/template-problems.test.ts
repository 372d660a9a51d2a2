import { expect, test } from 'vitest';
import { templateProblems } from './template-problems.ts';

const marked = (text: string, declared?: string[]) =>
  templateProblems(text, declared).map(({ from, to, severity }) => [text.slice(from, to), severity]);

test('a variable that the version before did not have is marked where it is named', () => {
  expect(marked('question: {{ question }}, {{ qestion }}', ['question'])).toEqual([['qestion', 'warning']]);
  expect(marked('{% for x in items %}{{ x }}{% endfor %}', ['rows'])).toEqual([['items', 'warning']]);
});

test('without a version before, every variable is new and none is marked', () => {
  expect(marked('{{ question }}')).toEqual([]);
});

test('faults come in the order of the text', () => {
  expect(marked('{{ other }} {{ open', [])).toEqual([
    ['other', 'warning'],
    ['{{', 'error'],
  ]);
});
