import { describe, expect, test } from 'vitest';
import type { PromptContent } from '../../../../contract/index.ts';
import { changedParts, isSameContent } from './content-parts.ts';

const chat = (...messages: [role: string, content: string][]): PromptContent => ({
  type: 'chat',
  messages: messages.map(([role, content]) => ({ role, content })),
});

describe('what differs between two contents', () => {
  test('a message put between others is new, and those around it stay as they are', () => {
    const before = chat(['system', 'Be brief.'], ['user', '{{ question }}']);
    const after = chat(['system', 'Be brief.'], ['assistant', 'Ask me.'], ['user', '{{ question }}']);
    expect(changedParts(before, after)).toEqual([
      { name: 'Message 2 · assistant', before: undefined, after: 'Ask me.' },
    ]);
    expect(changedParts(after, before)).toEqual([
      { name: 'Message 2 · assistant', before: 'Ask me.', after: undefined },
    ]);
  });

  test('a message whose words changed is compared with the one of its role', () => {
    const before = chat(['system', 'Be brief.'], ['user', 'A?']);
    const after = chat(['user', 'B?'], ['assistant', 'C']);
    expect(changedParts(before, after)).toEqual([
      { name: 'Message 1 · system', before: 'Be brief.', after: undefined },
      { name: 'Message 1 · user', before: 'A?', after: 'B?' },
      { name: 'Message 2 · assistant', before: undefined, after: 'C' },
    ]);
  });

  test('another role alone is a change of that message', () => {
    const parts = changedParts(chat(['system', 'Be brief.']), chat(['developer', 'Be brief.']));
    expect(parts.map(({ name }) => name)).toEqual(['Message 1 · system → developer']);
  });

  test('the order of keys in a model config is no change', () => {
    const content = (model_config: object): PromptContent => ({ type: 'text', template: 'a', model_config });
    expect(
      isSameContent(content({ provider: 'openai', top_p: 1 }), content({ top_p: 1, provider: 'openai' })),
    ).toBe(true);
    expect(changedParts(content({ top_p: 1 }), content({ top_p: 0.5 }))).toHaveLength(1);
  });

  test('the order of keys in a response format is one: answers come in it', () => {
    const content = (response_format: object): PromptContent => ({
      type: 'text',
      template: 'a',
      response_format,
    });
    expect(isSameContent(content({ a: 1, b: 2 }), content({ b: 2, a: 1 }))).toBe(false);
  });

  test('a text that became a chat is one change', () => {
    const before: PromptContent = { type: 'text', template: 'Hello' };
    expect(changedParts(before, chat(['user', 'Hello']))).toEqual([
      { name: 'Template', before: 'Hello', after: 'user:\nHello' },
    ]);
    expect(isSameContent(before, chat(['user', 'Hello']))).toBe(false);
  });
});
