import type { ModelConfig, PromptConflict, PromptContent, PromptResolution } from '../contract/index.ts';
import { Disagreements } from './disagreements.ts';
import { mergeMessages } from './merge-messages.ts';
import { mergeTexts } from './merge-texts.ts';
import { mergeValues, same } from './merge-values.ts';

/** Two contents over the one that both began from. */
export interface ContentMerge {
  /** Has ours where a conflict is not resolved. */
  content: PromptContent;
  /** Those that no resolution names. */
  conflicts: PromptConflict[];
  /** Ids of resolutions that name no conflict. */
  unknown: string[];
}

type Body =
  | { type: 'text'; template: string }
  | Pick<Extract<PromptContent, { type: 'chat' }>, 'type' | 'messages'>;

function bodyOf(content: PromptContent): Body {
  return content.type === 'text'
    ? { type: 'text', template: content.template }
    : { type: 'chat', messages: content.messages };
}

function shownBody(body: Body): string {
  return body.type === 'text' ? body.template : JSON.stringify(body.messages, undefined, 2);
}

/** One of them became a chat, or a text, while the other one was written on: only one of the two can stay. */
function chooseBody(base: Body, ours: Body, theirs: Body, found: Disagreements): Body {
  const sides = { base, ours, theirs };
  const choice = found.settle({
    where: 'template',
    base: shownBody(base),
    ours: shownBody(ours),
    theirs: shownBody(theirs),
  });
  return choice.take === 'text' ? { type: 'text', template: choice.text } : sides[choice.take];
}

function mergeBodies(base: Body, ours: Body, theirs: Body, found: Disagreements): Body {
  if (same(ours, theirs) || same(base, theirs)) return ours;
  if (same(base, ours)) return theirs;
  if (ours.type === 'text' && theirs.type === 'text') {
    const from = base.type === 'text' ? base.template : '';
    return { type: 'text', template: mergeTexts('template', from, ours.template, theirs.template, found) };
  }
  if (ours.type === 'chat' && theirs.type === 'chat') {
    const from = base.type === 'chat' ? base.messages : [];
    return { type: 'chat', messages: mergeMessages(from, ours.messages, theirs.messages, found) };
  }
  return chooseBody(base, ours, theirs, found);
}

/**
 * Merges what two contents changed since a common one: lines, then words of texts, messages, fields of the model configuration
 * and of the response format one by one. `resolutions` settle conflicts by their ids, which are the same for the same three
 * contents. Throws an Error where the text of a resolution is not the JSON that its place needs.
 */
export function mergeContent(
  base: PromptContent,
  ours: PromptContent,
  theirs: PromptContent,
  resolutions: readonly PromptResolution[] = [],
): ContentMerge {
  const found = new Disagreements(resolutions);
  const body = mergeBodies(bodyOf(base), bodyOf(ours), bodyOf(theirs), found);
  const field = (name: 'response_format' | 'model_config') =>
    mergeValues(name, base[name], ours[name], theirs[name], found);
  const [format, config] = [field('response_format'), field('model_config')];
  const content: PromptContent = {
    ...body,
    ...(format !== undefined && { response_format: format }),
    ...(config !== undefined && { model_config: config as ModelConfig }),
  };
  return { content, conflicts: found.open, unknown: found.unknown() };
}
