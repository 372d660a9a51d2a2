import type { PromptContent, PromptMessage } from '../../../../contract/index.ts';

/** One part of a prompt in two contents; the text of a side that does not have it is undefined. */
export interface PartChange {
  /** "Template", "Message 2 · user", "Response format", "Model config". */
  name: string;
  before: string | undefined;
  after: string | undefined;
}

/** The parts of two contents, those that are the same too. */
export function partsOf(before: PromptContent, after: PromptContent): PartChange[] {
  return [
    ...textParts(before, after),
    part('Response format', jsonText(before.response_format), jsonText(after.response_format)),
    part('Model config', jsonText(sorted(before.model_config)), jsonText(sorted(after.model_config))),
  ].filter((one) => one.before !== undefined || one.after !== undefined);
}

/** The parts that differ. */
export function changedParts(before: PromptContent, after: PromptContent): PartChange[] {
  return partsOf(before, after).filter((one) => one.before !== one.after);
}

/** Whether a version made of one would be the same as one made of the other. */
export function isSameContent(one: PromptContent, other: PromptContent): boolean {
  return one.type === other.type && changedParts(one, other).length === 0;
}

function part(name: string, before: string | undefined, after: string | undefined): PartChange {
  return { name, before, after };
}

/** JSON with a line for each value. The order of keys stays: a model fills in a schema in its order. */
export function jsonText(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : JSON.stringify(value, null, 2);
}

/** The same with its keys in order: two configs that mean the same have the same text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]),
  );
}

function textParts(before: PromptContent, after: PromptContent): PartChange[] {
  if (before.type === 'text' && after.type === 'text')
    return [part('Template', before.template, after.template)];
  if (before.type === 'chat' && after.type === 'chat') return messageParts(before.messages, after.messages);
  return [part('Template', wholeText(before), wholeText(after))];
}

/** A chat as one text, its roles as headings. */
function wholeText(content: PromptContent): string {
  if (content.type === 'text') return content.template;
  return content.messages.map(({ role, content: text }) => `${role}:\n${text}`).join('\n\n');
}

function messageParts(before: readonly PromptMessage[], after: readonly PromptMessage[]): PartChange[] {
  return pairs(before, after).map(([left, right]) => {
    const at = right ?? left ?? 0;
    const [was, is] = [
      left === undefined ? undefined : before[left],
      right === undefined ? undefined : after[right],
    ];
    if (was && is && was.role !== is.role)
      return part(`Message ${at + 1} · ${was.role} → ${is.role}`, withRole(was), withRole(is));
    return part(`Message ${at + 1} · ${(is ?? was)?.role}`, messageText(was), messageText(is));
  });
}

function withRole(message: PromptMessage): string {
  return `role: ${message.role}\n\n${messageText(message)}`;
}

/** What a message says, with fields that have no place of their own. */
function messageText(message: PromptMessage | undefined): string | undefined {
  if (message === undefined) return undefined;
  const { role: _, content, ...more } = message;
  return Object.keys(more).length === 0 ? content : `${content}\n\n${jsonText(more)}`;
}

type Pair = readonly [left: number | undefined, right: number | undefined];

/** Which message became which: equal ones are the same, between them those of one role go together in their order. */
function pairs(before: readonly PromptMessage[], after: readonly PromptMessage[]): Pair[] {
  const anchors = equalMessages(before, after);
  const found: Pair[] = [];
  let [left, right] = [0, 0];
  for (const [nextLeft, nextRight] of [...anchors, [before.length, after.length] as const]) {
    found.push(...gap(before, [left, nextLeft], after, [right, nextRight]));
    if (nextLeft < before.length) found.push([nextLeft, nextRight]);
    [left, right] = [nextLeft + 1, nextRight + 1];
  }
  return found;
}

function gap(
  before: readonly PromptMessage[],
  [leftFrom, leftTo]: readonly [number, number],
  after: readonly PromptMessage[],
  [rightFrom, rightTo]: readonly [number, number],
): Pair[] {
  const found: Pair[] = [];
  let left = leftFrom;
  for (let right = rightFrom; right < rightTo; right += 1) {
    let match = left;
    while (match < leftTo && before[match]?.role !== after[right]?.role) match += 1;
    if (match < leftTo) {
      for (; left < match; left += 1) found.push([left, undefined]);
      found.push([left, right]);
      left += 1;
    } else if (left < leftTo && rightTo - right === leftTo - left) {
      found.push([left, right]);
      left += 1;
    } else found.push([undefined, right]);
  }
  for (; left < leftTo; left += 1) found.push([left, undefined]);
  return found;
}

/** The longest run of equal messages in both orders. */
function equalMessages(
  before: readonly PromptMessage[],
  after: readonly PromptMessage[],
): (readonly [number, number])[] {
  const same = (left: number, right: number) =>
    before[left]?.role === after[right]?.role && before[left]?.content === after[right]?.content;
  const lengths = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  );
  const at = (left: number, right: number) => lengths[left]?.[right] ?? 0;
  for (let left = before.length - 1; left >= 0; left -= 1)
    for (let right = after.length - 1; right >= 0; right -= 1) {
      const row = lengths[left];
      if (row === undefined) continue;
      row[right] = same(left, right)
        ? at(left + 1, right + 1) + 1
        : Math.max(at(left + 1, right), at(left, right + 1));
    }
  const found: (readonly [number, number])[] = [];
  let [left, right] = [0, 0];
  while (left < before.length && right < after.length)
    if (same(left, right)) {
      found.push([left, right]);
      left += 1;
      right += 1;
    } else if (at(left + 1, right) >= at(left, right + 1)) left += 1;
    else right += 1;
  return found;
}
