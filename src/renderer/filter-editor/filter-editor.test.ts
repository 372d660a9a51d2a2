import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { equalsClause, fieldText, narrowed } from './field-text.ts';
import { completeFilter, type FilterVocabulary } from './filter-completion.ts';
import { wordsOf } from './filter-words.ts';

describe('the words of a filter', () => {
  test.each([
    [
      "metrics.`my loss` < 0.5 AND tags.a = 'it''s'",
      ['metrics.`my loss`', '<', '0.5', 'AND', 'tags.a', '=', "'it''s'"],
    ],
    ['(status IN ("a", "b")', ['(', 'status', 'IN', '(', '"a"', ',', '"b"', ')']],
    ["params.lr = 'not closed", ['params.lr', '=', "'not closed"]],
    ['metrics.val/acc@1 >= -1e-3', ['metrics.val/acc@1', '>=', '-1e-3']],
  ])('of %s are found, finished or not', (text, words) => {
    expect(wordsOf(text).map((word) => word.text)).toEqual(words);
  });
});

describe('naming and narrowing', () => {
  const lr = { kind: 'param', key: 'lr' } as const;

  test('a key with other characters is put between backticks', () => {
    expect(fieldText('metrics', 'val/acc')).toBe('metrics.val/acc');
    expect(fieldText('metrics', 'my `best` loss')).toBe('metrics.`my ``best`` loss`');
  });

  test('a clause is added to what a person wrote, in brackets only around OR', () => {
    const clause = equalsClause(lr, '0.1', true);
    expect(narrowed('', clause)).toBe("params.lr = '0.1'");
    expect(narrowed('metrics.a<1', clause)).toBe("metrics.a<1 AND params.lr = '0.1'");
    expect(narrowed('metrics.a < 1 or metrics.b < 1', clause)).toBe(
      "(metrics.a < 1 or metrics.b < 1) AND params.lr = '0.1'",
    );
  });

  test('a missing value is asked for as NULL, and a filter that cannot be read is replaced', () => {
    expect(narrowed('nonsense', equalsClause(lr, undefined, true))).toBe('params.lr IS NULL');
    expect(narrowed('', equalsClause(lr, undefined, false))).toBe('params.lr IS NOT NULL');
  });
});

describe('completion', () => {
  const vocabulary: FilterVocabulary = {
    keys: async (kind) =>
      kind === 'metric'
        ? [
            { key: 'loss', runs: 3 },
            { key: 'my loss', runs: 1 },
          ]
        : [],
    values: async (field) => (field === 'params.lr' ? [{ value: '0.1', runs: 2 }] : []),
  };
  const labels = async (text: string) => {
    const state = EditorState.create({ doc: text });
    const result = await completeFilter(new CompletionContext(state, text.length, false), vocabulary);
    return result?.options.map(({ label }) => label);
  };

  test('offers attributes and kinds where a clause begins', async () => {
    expect(await labels('')).toEqual(
      expect.arrayContaining(['status', 'metrics.', 'params.', 'dataset.name']),
    );
    expect(await labels("status = 'FAILED' AND (")).toEqual(expect.arrayContaining(['run_name']));
  });

  test('offers the keys in use after a kind', async () => {
    expect(await labels('metrics.lo')).toEqual(['metrics.loss', 'metrics.`my loss`']);
  });

  test('offers the comparators that the field allows', async () => {
    expect(await labels('metrics.loss ')).toEqual(['=', '!=', '>', '>=', '<', '<=', 'BETWEEN']);
    expect(await labels('params.lr ')).toContain('IS NULL');
  });

  test('offers the values a field has, and states of runs for the status', async () => {
    expect(await labels('params.lr = ')).toEqual(["'0.1'"]);
    expect(await labels("status = '")).toContain("'FINISHED'");
  });

  test('joins finished clauses and leaves numbers to the person', async () => {
    expect(await labels("params.lr = '0.1' ")).toEqual(['AND', 'OR']);
    expect(await labels('metrics.loss < 0.')).toBeUndefined();
  });
});
