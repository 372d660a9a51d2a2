import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { completions, type FieldKind } from '../../filter/index.ts';
import { fieldText } from './field-text.ts';
import { type FilterWord, wordsOf } from './filter-words.ts';

/** As many keys as the tracker names at once. */
const MOST_KEYS = 1000;
const REST_OF_FIELD = /^[^\s'"=<>!(),]*$/;

type Keyed = Extract<FieldKind, 'metric' | 'param' | 'tag'>;

interface UsedKey {
  key: string;
  runs: number;
}

/** What the data knows: keys in use and the values a field has. */
export interface FilterVocabulary {
  /** Most used first. */
  keys: (kind: Keyed, search: string) => Promise<readonly UsedKey[]>;
  /** Most used first; `field` as a filter writes it. */
  values: (field: string) => Promise<readonly { value: string; runs: number }[]>;
}

const PREFIXES: Readonly<Record<string, Keyed>> = { metrics: 'metric', params: 'param', tags: 'tag' };
const STATUSES = ['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'];
const OPENS_CLAUSE = new Set(['AND', 'OR', 'NOT', '(']);
const fields = completions('runs');

/** Offers what can follow: a field, its comparators, its values, or what joins clauses. */
export async function completeFilter(
  context: CompletionContext,
  vocabulary: FilterVocabulary,
): Promise<CompletionResult | null> {
  const words = wordsOf(context.state.sliceDoc(0, context.pos));
  const last = words.at(-1);
  const isTouching =
    last !== undefined && last.from + last.text.length === context.pos && last.kind !== 'mark';
  const current = isTouching && !isWhole(last) ? last : undefined;
  const before = current ? words.slice(0, -1) : words;
  if (current === undefined && !context.explicit && isTouching) return null;
  const from = current?.from ?? context.pos;
  const previous = before.at(-1);
  if (opensClause(previous)) return await offerFields(from, current?.text ?? '', vocabulary);
  const field = fieldBefore(before);
  if (previous?.kind === 'field') return offer(from, comparatorsOf(previous.text));
  if (field && current?.kind !== 'number' && wantsValue(previous))
    return await offerValues(from, field, vocabulary);
  if (field === undefined || wantsValue(previous)) return null;
  return offer(from, ['AND', 'OR']);
}

/** A finished word that cannot grow is not completed again. */
function isWhole({ kind, text }: FilterWord): boolean {
  return kind === 'string' && text.length > 1 && text.endsWith(text.charAt(0));
}

function opensClause(word: FilterWord | undefined): boolean {
  return word === undefined || OPENS_CLAUSE.has(word.text.toUpperCase());
}

function wantsValue(word: FilterWord | undefined): boolean {
  if (word === undefined) return false;
  return word.kind === 'sign' || /^(?:like|ilike|between|in|,)$/i.test(word.text);
}

function fieldBefore(words: readonly FilterWord[]): string | undefined {
  return words.findLast(({ kind }) => kind === 'field')?.text;
}

function offer(from: number, labels: readonly string[]): CompletionResult {
  return {
    from,
    options: labels.map((label) => ({ label, apply: `${label} `, type: 'keyword' })),
    validFor: /^[\w=<>!~]*$/,
  };
}

function comparatorsOf(field: string): readonly string[] {
  const [prefix] = field.split('.');
  const known = fields.find(
    ({ text, needsKey }) =>
      text === field.replace(/^attributes?\./, '') || (needsKey && text === `${prefix}.`),
  );
  return known?.comparators ?? ['=', '!='];
}

async function offerFields(
  from: number,
  typed: string,
  vocabulary: FilterVocabulary,
): Promise<CompletionResult> {
  const dot = typed.indexOf('.');
  const kind = dot < 0 ? undefined : PREFIXES[typed.slice(0, dot)];
  if (kind === undefined) return { from, options: fields.map(fieldOption), validFor: /^\w*$/ };
  const prefix = typed.slice(0, dot);
  const option = ({ key, runs }: UsedKey): Completion => ({
    label: fieldText(prefix, key),
    apply: `${fieldText(prefix, key)} `,
    detail: countOf(runs),
  });
  const all = await vocabulary.keys(kind, '');
  // When every key is here the list narrows by itself as one types on; else the tracker has to look.
  if (all.length < MOST_KEYS) return { from, options: all.map(option), validFor: REST_OF_FIELD };
  const found = await vocabulary.keys(kind, typed.slice(dot + 1).replaceAll('`', ''));
  return { from, options: found.map(option), filter: false };
}

function fieldOption({ text, needsKey }: { text: string; needsKey: boolean }): Completion {
  return needsKey ? { label: text, detail: 'key' } : { label: text, apply: `${text} ` };
}

async function offerValues(
  from: number,
  field: string,
  vocabulary: FilterVocabulary,
): Promise<CompletionResult | null> {
  if (/^(?:attributes?\.)?status$/.test(field))
    return { from, options: STATUSES.map((value) => valueOption(value)) };
  if (!/^(?:params|tags)\./.test(field)) return null;
  const values = await vocabulary.values(field);
  return { from, options: values.map(({ value, runs }) => valueOption(value, runs)) };
}

function valueOption(value: string, runs?: number): Completion {
  const label = `'${value.replaceAll("'", "''")}'`;
  return { label, apply: `${label} `, ...(runs !== undefined && { detail: countOf(runs) }) };
}

function countOf(runs: number): string {
  return `${runs} ${runs === 1 ? 'run' : 'runs'}`;
}
