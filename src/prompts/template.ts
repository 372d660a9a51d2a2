import type { PromptContent } from '../contract/index.ts';
import { storedText } from './content.ts';
import { runJinja } from './jinja-interpreter.ts';
import { parseJinja } from './jinja-syntax.ts';
import { freeVariables } from './jinja-variables.ts';
import { checkAllGiven, plainVariables, renderPlain } from './plain-template.ts';
import { TemplateError } from './template-error.ts';

export type TemplateKind = 'plain' | 'jinja';

/** What MLflow's client takes a text for: Jinja where it holds both `{%` and `%}`. */
export function templateKind(text: string): TemplateKind {
  return text.includes('{%') && text.includes('%}') ? 'jinja' : 'plain';
}

/** The texts of a content: its template, or its messages. */
function textsOf(content: PromptContent): string[] {
  return content.type === 'text' ? [content.template] : content.messages.map((message) => message.content);
}

/** One message of Jinja makes the whole chat Jinja, as in MLflow's client. */
export function contentKind(content: PromptContent): TemplateKind {
  return textsOf(content).some((text) => templateKind(text) === 'jinja') ? 'jinja' : 'plain';
}

function jinjaVariables(text: string): string[] {
  try {
    return freeVariables(parseJinja(text));
  } catch (error) {
    if (error instanceof TemplateError || error instanceof RangeError) return plainVariables(text);
    throw error;
  }
}

/**
 * The variables of a template, in order of appearance: of a plain one those that MLflow's client finds, of Jinja the names that
 * come from outside. Those of a Jinja text that cannot be parsed are found as in a plain one.
 */
export function templateVariables(text: string, kind: TemplateKind = templateKind(text)): string[] {
  return kind === 'jinja' ? jinjaVariables(text) : plainVariables(text);
}

/** The variables of a content, as `templateVariables` finds them; of a plain chat in the JSON that MLflow's client looks at. */
export function variablesOf(content: PromptContent): string[] {
  if (contentKind(content) === 'plain') return plainVariables(storedText(content));
  return [...new Set(textsOf(content).flatMap(jinjaVariables))];
}

function renderJinja(text: string, values: Readonly<Record<string, unknown>>): string {
  try {
    return runJinja(parseJinja(text), values);
  } catch (error) {
    if (error instanceof TemplateError) throw error;
    if (error instanceof RangeError) throw new TemplateError('The template is nested too deeply.');
    throw new TemplateError(error instanceof Error ? error.message : String(error));
  }
}

export interface RenderOptions {
  /** Leaves variables of plain templates without a value as they are. */
  allowPartial?: boolean;
}

/**
 * A template with values put in, as MLflow's client does it: values are JSON, `undefined` counts as not given. A variable without
 * a value is empty in Jinja and an error in a plain template. Throws TemplateError in words for a person, also for what would
 * take more than 100,000 steps or become longer than 1,000,000 characters.
 */
export function renderTemplate(
  text: string,
  values: Readonly<Record<string, unknown>>,
  { allowPartial = false }: RenderOptions = {},
): string {
  if (templateKind(text) === 'jinja') return renderJinja(text, values);
  if (!allowPartial) checkAllGiven(plainVariables(text), values);
  return renderPlain(text, values);
}

/** A content with values put into its texts, as `renderTemplate` does it. Throws TemplateError. */
export function renderContent(
  content: PromptContent,
  values: Readonly<Record<string, unknown>>,
  { allowPartial = false }: RenderOptions = {},
): PromptContent {
  const kind = contentKind(content);
  if (kind === 'plain' && !allowPartial) checkAllGiven(variablesOf(content), values);
  const render = kind === 'jinja' ? renderJinja : renderPlain;
  if (content.type === 'text') return { ...content, template: render(content.template, values) };
  const messages = content.messages.map((message) => ({
    ...message,
    content: render(message.content, values),
  }));
  return { ...content, messages };
}
