import { describe, expect, test } from 'vitest';
import { type Entity, FilterError, type FilterNode, parseFilter } from './index.ts';

function refusal(text: string, entity: Entity = 'runs'): FilterError {
  try {
    parseFilter(text, entity);
  } catch (error) {
    if (error instanceof FilterError) return error;
    throw error;
  }
  throw new Error(`${text} was accepted`);
}

function only(text: string, entity: Entity = 'runs'): FilterNode {
  const tree = parseFilter(text, entity);
  if (tree === undefined) throw new Error(`${text} is blank`);
  return tree;
}

describe('clauses', () => {
  test('[F14] a comparison is plain data with the position of its field', () => {
    expect(only("metrics.a > 1 and tags.b != 'x'")).toEqual({
      type: 'and',
      children: [
        { type: 'compare', field: { kind: 'metric', key: 'a' }, comparator: '>', value: 1, position: 0 },
        { type: 'compare', field: { kind: 'tag', key: 'b' }, comparator: '!=', value: 'x', position: 18 },
      ],
    });
  });

  test.each<[string, Entity, number, string]>([
    ["metrics.a > '1'", 'runs', 12, "Expected a number for metric a after > but found '1'"],
    ['metrics.a = nan', 'runs', 12, 'Expected a number for metric a after = but found nan'],
    ["start_time > '1'", 'runs', 13, 'Expected a number for attribute start_time'],
    ['params.a = 1', 'runs', 11, 'Expected a quoted string for param a after = but found 1'],
    ['params.a = x', 'runs', 11, 'Expected a quoted string for param a after = but found x'],
    ['params.a = `x`', 'runs', 11, 'Expected a quoted string'],
    ["params.a > '1'", 'runs', 9, '> does not apply to param a; expected one of =, !=, LIKE'],
    ["metrics.a LIKE 'x'", 'runs', 10, 'LIKE does not apply to metric a'],
    ['metrics.a IN (1)', 'runs', 10, 'IN does not apply to metric a'],
    ["experiment_id LIKE '1%'", 'experiments', 14, 'LIKE does not apply to attribute experiment_id'],
    ['1 < metrics.a', 'runs', 0, 'Expected a field such as run_id or metrics.<key>'],
    ["'x' = params.a", 'runs', 0, 'Expected a field'],
    ["tags.a NOT LIKE 'x'", 'runs', 11, 'Expected IN after NOT'],
  ])('[F14] %s is refused for %s at %d: %s', (text, entity, position, message) => {
    const error = refusal(text, entity);
    expect(error.message).toContain(message);
    expect(error.position).toBe(position);
  });

  test.each([
    ['run_id IN (\'a\', "b")', ['a', 'b'], false],
    ["run_id in ('a',)", ['a'], false],
    ["run_id NOT IN('a','b','c')", ['a', 'b', 'c'], true],
    ["tags.a IN ('x')", ['x'], false],
  ])('[F15] %s lists %j', (text, values, negated) => {
    expect(only(text)).toMatchObject({ type: 'in', values, negated });
  });

  test.each([
    ['run_id IN ()', 11],
    ["run_id IN ('a' 'b')", 15],
    ['run_id IN (1)', 11],
    ["run_id IN 'a'", 10],
    ["run_id IN ('a'", 14],
    ["run_id IN ('a',,)", 15],
    ["run_id = ('a')", 9],
  ])('[F15] the list in %s is refused at %d', (text, position) => {
    expect(refusal(text).position).toBe(position);
  });

  test.each<[string, Entity, boolean]>([
    ['params.a IS NULL', 'runs', false],
    ['tags.a is not null', 'runs', true],
    ['end_time IS NULL', 'runs', false],
    ['run_name IS NOT NULL', 'runs', true],
    ['tags.a IS NULL', 'experiments', false],
    ['model_type IS NULL', 'logged_models', false],
    ['source_run_id IS NOT NULL', 'logged_models', true],
  ])('[F16] %s applies to %s', (text, entity, negated) => {
    expect(only(text, entity)).toMatchObject({ type: 'null', negated });
  });

  test.each<[string, Entity]>([
    ['metrics.a IS NULL', 'runs'],
    ['dataset.name IS NOT NULL', 'runs'],
    ['start_time IS NULL', 'runs'],
    ['name IS NULL', 'experiments'],
    ['metrics.a IS NOT NULL', 'logged_models'],
  ])('[F16] %s is refused for %s', (text, entity) => {
    expect(refusal(text, entity)).toMatchObject({
      position: text.indexOf('IS'),
      length: text.length - text.indexOf('IS'),
    });
  });

  test('[F17] BETWEEN takes its own AND and leaves the next to the chain', () => {
    expect(only("metrics.a BETWEEN -1 AND 2.5 AND tags.day between '2024-01' and '2024-06'")).toMatchObject({
      type: 'and',
      children: [
        { type: 'between', low: -1, high: 2.5 },
        { type: 'between', low: '2024-01', high: '2024-06' },
      ],
    });
    expect(refusal('metrics.a BETWEEN 1').message).toContain('Expected AND and the upper bound of BETWEEN');
    expect(refusal('metrics.a BETWEEN 1 AND metrics.b > 1').position).toBe(24);
  });
});
