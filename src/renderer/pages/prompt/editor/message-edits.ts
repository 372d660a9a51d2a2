import type { PromptContent, PromptMessage } from '../../../../contract/index.ts';

export const ROLES = ['system', 'developer', 'user', 'assistant', 'tool'] as const;

/** A chat of a text: a user says it. A text of a chat: what is said, its roles as headings where there are several. */
export function asType(content: PromptContent, type: PromptContent['type']): PromptContent {
  const { response_format, model_config } = content;
  const extras = {
    ...(response_format !== undefined && { response_format }),
    ...(model_config !== undefined && { model_config }),
  };
  if (content.type === type) return content;
  if (content.type === 'text')
    return { type: 'chat', messages: [{ role: 'user', content: content.template }], ...extras };
  return { type: 'text', template: textOf(content.messages), ...extras };
}

function textOf(messages: readonly PromptMessage[]): string {
  const [only, ...more] = messages;
  if (only !== undefined && more.length === 0) return only.content;
  return messages.map(({ role, content }) => `${role}: ${content}`).join('\n\n');
}

/** The role that a next message most likely has. */
export function nextRole(messages: readonly PromptMessage[]): string {
  const last = messages.at(-1)?.role;
  if (last === undefined) return 'system';
  return last === 'user' ? 'assistant' : 'user';
}

/** Puts something at another place of a list. */
export function moved<Thing>(things: readonly Thing[], from: number, to: number): Thing[] {
  const rest = things.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ...things.slice(from, from + 1), ...rest.slice(to)];
}
