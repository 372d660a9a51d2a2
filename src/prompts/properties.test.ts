import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PromptContent } from '../contract/index.ts';
import {
  mergeContent,
  promptContentOf,
  promptTagsOf,
  renderTemplate,
  templateKind,
  templateVariables,
} from './index.ts';

// A failure prints the seed with which it comes again.

const name = fc.constantFrom('a', 'b', 'a_b', 'c1', 'user.name', 'X');
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 5 }).filter((text) => !/[{}%\s]/.test(text)),
  name.map((one) => `{{${one}}}`),
  fc.tuple(name, fc.constantFrom(' ', '  ', '\n', '\t')).map(([one, space]) => `{{${space}${one}${space}}}`),
  fc.constantFrom('{', '}', '{{', '}}', '{{ }}', '{{1}}', '{ a }', '{{a', 'a}}'),
);

/** Looks at each place for the braces, a name and the braces: slow and plain to see. */
function naive(text: string, values: Readonly<Record<string, string>>): string {
  const space = (at: number) => {
    let end = at;
    while (end < text.length && /\s/.test(text[end] ?? '')) end++;
    return end;
  };
  let result = '';
  for (let at = 0; at < text.length; ) {
    const from = space(at + 2);
    const found = Object.keys(values).find(
      (one) =>
        text.startsWith('{{', at) &&
        text.startsWith(one, from) &&
        text.startsWith('}}', space(from + one.length)),
    );
    if (found === undefined) result += text[at++];
    else {
      result += values[found];
      at = space(from + found.length) + 2;
    }
  }
  return result;
}

test('a plain template is rendered as a naive reference renders it', () => {
  const values = fc.record({
    ...{ a: fc.string({ maxLength: 4 }), b: fc.string({ maxLength: 4 }), a_b: fc.string({ maxLength: 4 }) },
    ...{
      c1: fc.string({ maxLength: 4 }),
      X: fc.string({ maxLength: 4 }),
      'user.name': fc.string({ maxLength: 4 }),
    },
  });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), values, (pieces, given) => {
      const text = pieces.join('');
      // A value with braces may make a variable of its surroundings, one name after the other.
      fc.pre(Object.values(given).every((value) => !/[{}]/.test(value)));
      expect(renderTemplate(text, given, { allowPartial: true })).toBe(naive(text, given));
      expect(templateVariables(text).every((one) => text.includes(one))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('any text can be looked at and rendered without a failure of another kind', () => {
  const part = fc.constantFrom(
    ...[
      '{{',
      '}}',
      '{%',
      '%}',
      '{#',
      '#}',
      ' ',
      'a',
      '.',
      '|',
      'upper',
      '(',
      ')',
      '[',
      ']',
      '"',
      "'",
      '\\',
      '-',
      '1',
      'if',
      'for',
      'in',
    ],
    ...[
      'endif',
      'endfor',
      'set',
      '=',
      'macro',
      'endmacro',
      'is',
      'not',
      'defined',
      ',',
      ':',
      '*',
      '~',
      'raw',
      'endraw',
      '\n',
      'else',
    ],
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      const text = `{% if a %}${parts.join('')}{% endif %}`;
      expect(templateKind(text)).toBe('jinja');
      templateVariables(text);
      try {
        renderTemplate(text, { a: 'x' });
      } catch (error) {
        expect((error as Error).name).toBe('TemplateError');
      }
    }),
    { numRuns: 2000 },
  );
});

const json = fc.jsonValue({ maxDepth: 2 }).filter((value) => !JSON.stringify(value).includes('__proto__'));
const isEmpty = (value: unknown) =>
  value == null ||
  value === false ||
  value === 0 ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);
const wellFormed = fc.string({ unit: 'binary', maxLength: 30 });

const config = fc.record(
  {
    provider: wellFormed,
    model_name: wellFormed,
    temperature: fc.double({ min: 0, max: 2, noNaN: true }),
    max_tokens: fc.nat(),
    top_p: fc.double({ min: 0, max: 1, noNaN: true }),
    top_k: fc.nat(),
    frequency_penalty: fc.double({ min: -2, max: 2, noNaN: true }),
    presence_penalty: fc.double({ min: -2, max: 2, noNaN: true }),
    stop_sequences: fc.array(wellFormed, { maxLength: 3 }),
    extra_params: fc.dictionary(fc.constantFrom('seed', 'é', 'x y', 'stop'), json, {
      minKeys: 1,
      maxKeys: 3,
    }),
  },
  { requiredKeys: [] },
);
const extras = fc.record(
  {
    response_format: json.filter((value) => !isEmpty(value)),
    model_config: config.filter((one) => !isEmpty(one)),
  },
  { requiredKeys: [] },
);
const line = fc.constantFrom('a', 'b', 'c', 'a b c', 'x {{ y }}', '', 'd e', 'a a a');
const templates = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n'));
const message = fc.record({ role: fc.constantFrom('system', 'user', 'assistant'), content: templates });
const contentWith = (template: fc.Arbitrary<string>): fc.Arbitrary<PromptContent> =>
  fc
    .oneof(
      template.map((text) => ({ type: 'text' as const, template: text })),
      fc.array(message, { maxLength: 5 }).map((messages) => ({ type: 'chat' as const, messages })),
    )
    .chain((body) => extras.map((more) => ({ ...body, ...more })));

test('a content comes back from the tags that it is stored as', () => {
  fc.assert(
    fc.property(contentWith(wellFormed), (content) => {
      const stored = promptContentOf(promptTagsOf(content));
      // JSON has no negative zero.
      expect(JSON.parse(JSON.stringify(stored))).toEqual(JSON.parse(JSON.stringify(content)));
    }),
    { numRuns: 500 },
  );
});

describe('merging', () => {
  const content = contentWith(templates);

  test('with what did not change gives the other side', () => {
    fc.assert(
      fc.property(content, content, (base, other) => {
        expect(mergeContent(base, other, base)).toEqual({ content: other, conflicts: [], unknown: [] });
        expect(mergeContent(base, base, other)).toEqual({ content: other, conflicts: [], unknown: [] });
        expect(mergeContent(base, other, other)).toEqual({ content: other, conflicts: [], unknown: [] });
      }),
      { numRuns: 500 },
    );
  });

  test('is the same from both sides, but for what conflicts keep', () => {
    fc.assert(
      fc.property(content, content, content, (base, ours, theirs) => {
        const [one, other] = [mergeContent(base, ours, theirs), mergeContent(base, theirs, ours)];
        const sides = (conflicts: typeof one.conflicts, turn: boolean) =>
          conflicts
            .map((found) =>
              JSON.stringify([
                found.base,
                ...(turn ? [found.theirs, found.ours] : [found.ours, found.theirs]),
              ]),
            )
            .sort();
        expect(sides(one.conflicts, false)).toEqual(sides(other.conflicts, true));
        if (one.conflicts.length === 0) expect(one.content).toEqual(other.content);
      }),
      { numRuns: 1000 },
    );
  });

  test('loses no text: every line that a side put in is in the result or in a conflict', () => {
    const own = (mark: string) =>
      fc.array(
        fc.nat(9).map((n) => `${mark}${n}`),
        { maxLength: 6 },
      );
    const sides = fc.tuple(own('base'), own('ours'), own('theirs'), fc.nat(6), fc.nat(6));
    fc.assert(
      fc.property(sides, ([base, added, others, at, otherAt]) => {
        const text = (lines: string[]): PromptContent => ({
          type: 'text',
          template: lines.map((one) => `${one}\n`).join(''),
        });
        const ours = base.toSpliced(at, 1, ...added);
        const theirs = base.toSpliced(otherAt, 1, ...others);
        const { content: merged, conflicts } = mergeContent(text(base), text(ours), text(theirs));
        const kept = JSON.stringify([merged, conflicts]);
        for (const one of [...added, ...others]) expect(kept).toContain(one);
      }),
      { numRuns: 1000 },
    );
  });

  test('settles every conflict by its id, which is the same each time', () => {
    fc.assert(
      fc.property(
        content,
        content,
        content,
        fc.constantFrom('ours' as const, 'theirs' as const),
        (base, ours, theirs, take) => {
          const { conflicts } = mergeContent(base, ours, theirs);
          expect(new Set(conflicts.map(({ id }) => id)).size).toBe(conflicts.length);
          const resolutions = conflicts.map(({ id }) => ({ id, take, text: undefined }));
          const settled = mergeContent(base, ours, theirs, resolutions);
          expect([settled.conflicts, settled.unknown]).toEqual([[], []]);
          if (take === 'ours') expect(settled.content).toEqual(mergeContent(base, ours, theirs).content);
        },
      ),
      { numRuns: 500 },
    );
  });
});
