import type { PromptContent } from '../../../../contract/index.ts';
import { renderContent } from '../../../../prompts/index.ts';
import { answerQuestions } from './limited-thread.ts';

export interface RenderingQuestion {
  content: PromptContent;
  values: Record<string, unknown>;
}

/** One message of a rendered prompt; a text has no role. */
export interface RenderedPart {
  role?: string;
  text: string;
}

answerQuestions(({ content, values }: RenderingQuestion): RenderedPart[] => {
  const rendered = renderContent(content, values, { allowPartial: true });
  return rendered.type === 'text'
    ? [{ text: rendered.template }]
    : rendered.messages.map(({ role, content: text }) => ({ role, text }));
});
