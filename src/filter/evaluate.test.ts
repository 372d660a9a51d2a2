import { describe, expect, test } from 'vitest';
import { type DatasetData, type EntityData, evaluate, parseFilter } from './index.ts';

interface Sample {
  attributes?: Record<string, string | number>;
  metrics?: Record<string, number | readonly number[]>;
  params?: Record<string, string>;
  tags?: Record<string, string>;
  datasets?: readonly DatasetData[];
}

function aRun({ attributes, metrics, params, tags, datasets }: Sample): EntityData {
  return {
    attribute: (name) => attributes?.[name],
    metric: (key) => metrics?.[key],
    param: (key) => params?.[key],
    tag: (key) => tags?.[key],
    ...(datasets === undefined ? {} : { datasets }),
  };
}

const run = aRun({
  attributes: { run_id: 'r1', run_name: 'Owl', status: 'FINISHED', start_time: 100 },
  metrics: { acc: 0.5, broken: Number.NaN },
  params: { lr: '0.1', empty: '' },
  tags: { team: 'Blue' },
  datasets: [
    { name: 'iris', digest: 'd1', context: 'train' },
    { name: 'wine', digest: 'd2' },
  ],
});

const matches = (text: string, entity = run) => evaluate(parseFilter(text, 'runs'), entity);

describe('evaluation', () => {
  test('[F1] no filter matches everything', () => {
    expect(matches('')).toBe(true);
    expect(matches('', aRun({}))).toBe(true);
  });

  test.each([
    ['metrics.acc = 0.5', true],
    ['metrics.acc != 0.5', false],
    ['metrics.acc > 0.5', false],
    ['metrics.acc >= 0.5', true],
    ['metrics.acc < 0.6', true],
    ['metrics.acc <= 0.4', false],
    ['start_time > 99', true],
    ["status = 'finished'", false],
    ["run_name = 'Owl' AND tags.mlflow.runName = 'Owl'", true],
    ["params.empty = ''", true],
    ["params.lr IN ('0.1', '0.2')", true],
    ["params.lr NOT IN ('0.1', '0.2')", false],
    ["tags.team NOT IN ('Red')", true],
  ])('[F14] %s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  test.each([
    ["metrics.acc > 1 OR params.lr = '0.1' AND tags.team = 'Blue'", true],
    ["(metrics.acc > 1 OR params.lr = '0.1') AND tags.team = 'Red'", false],
    ["NOT metrics.acc > 1 AND NOT tags.team = 'Red'", true],
  ])('[F2] %s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  test.each([
    ['metrics.acc BETWEEN 0.5 AND 0.7', true],
    ['metrics.acc BETWEEN 0.3 AND 0.5', true],
    ['metrics.acc BETWEEN 0.7 AND 0.3', false],
    ["params.lr BETWEEN '0' AND '0.2'", true],
    ["params.lr BETWEEN '0.10' AND '0.2'", false],
  ])('[F17] %s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  test.each([
    ["tags.none != 'x'", false],
    ["tags.none NOT IN ('x')", false],
    ['metrics.none != 1', false],
    ["params.none LIKE '%'", false],
    ["tags.none BETWEEN '' AND 'z'", false],
    ['end_time < 5', false],
    ["NOT tags.none = 'x'", true],
    ["NOT tags.none != 'x'", true],
    ['NOT metrics.none > 1', true],
    ['tags.none IS NULL', true],
    ['tags.none IS NOT NULL', false],
    ['tags.team IS NULL', false],
    ['params.empty IS NOT NULL', true],
    ['end_time IS NULL', true],
    ['NOT end_time IS NULL', false],
  ])('[F18] %s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  test.each([
    ['metrics.broken != 1', true],
    ['metrics.broken = 1', false],
    ['metrics.broken > 1', false],
    ['metrics.broken <= 1', false],
    ['metrics.broken BETWEEN -1e308 AND 1e308', false],
    ['NOT metrics.broken > 1', true],
  ])('[F19] where broken is NaN, %s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  test.each([
    ["dataset.name = 'wine'", true],
    ["dataset.name != 'wine'", true],
    ["dataset.name IN ('a', 'iris') AND datasets.digest LIKE 'd_'", true],
    ["dataset.name NOT IN ('iris', 'wine')", false],
    ["dataset.context = 'train'", true],
    ["dataset.context != 'train'", false],
    ["NOT dataset.name = 'wine'", false],
  ])('[F21] with datasets iris and wine, %s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  test('[F21] a metric with several values matches when one of them does', () => {
    const model = aRun({ metrics: { acc: [0.1, 0.9], none: [] } });
    expect(matches('metrics.acc > 0.5 AND metrics.acc < 0.5', model)).toBe(true);
    expect(matches('metrics.acc BETWEEN 0.4 AND 0.6', model)).toBe(false);
    expect(matches('metrics.none != 1', model)).toBe(false);
    expect(matches("dataset.name != 'x'", model)).toBe(false);
  });

  test('[F22] strings are ordered by code point, as UTF-8 bytes are', () => {
    const tagged = aRun({ tags: { face: '😀', prefix: 'ab' } });
    expect(matches("tags.face BETWEEN '\uff00' AND '\u{1f700}'", tagged)).toBe(true);
    expect(matches("tags.face BETWEEN '' AND '\uff00'", tagged)).toBe(false);
    expect(matches("tags.prefix BETWEEN 'a' AND 'abc'", tagged)).toBe(true);
    expect(matches("tags.prefix BETWEEN 'abc' AND 'z'", tagged)).toBe(false);
    expect(matches("tags.prefix BETWEEN 'ab' AND 'ab'", tagged)).toBe(true);
    expect(matches("tags.prefix BETWEEN '' AND 'a'", tagged)).toBe(false);
  });

  test('[F20] LIKE minds case and ILIKE does not', () => {
    expect(matches("tags.team LIKE 'Bl%' AND tags.team ILIKE 'bL_E'")).toBe(true);
    expect(matches("tags.team LIKE 'bl%'")).toBe(false);
  });
});
