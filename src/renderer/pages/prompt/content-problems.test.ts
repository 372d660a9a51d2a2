import { expect, test } from 'vitest';
import type { PromptContent } from '../../../contract/index.ts';
import { contentProblems } from './content-problems.ts';

const said = (content: PromptContent, declared?: string[]) =>
  contentProblems(content, declared).map(({ where, severity }) => `${severity} in ${where}`);

test('a variable is unused where no message of a chat has it', () => {
  const messages = [
    { role: 'system', content: 'You are {{ style }}.' },
    { role: 'user', content: '{{ qestion }}' },
  ];
  expect(said({ type: 'chat', messages }, ['style', 'question'])).toEqual([
    'warning in Message 2',
    'warning in Variables',
  ]);
});

test("what is empty, too long or outside a provider's range is said", () => {
  expect(said({ type: 'text', template: ' ' })).toEqual(['error in Template']);
  expect(said({ type: 'chat', messages: [] })).toEqual(['error in Template']);
  expect(said({ type: 'text', template: 'a'.repeat(100_001) })).toEqual(['error in Template']);
  expect(
    said({ type: 'text', template: 'a', model_config: { provider: 'anthropic', temperature: 3 } }),
  ).toEqual(['warning in Model config']);
});
