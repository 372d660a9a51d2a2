import { describe, expect, test } from 'vitest';
import { type Entity, FilterError, type FilterNode, parseFilter } from './index.ts';

type Written = Omit<Extract<FilterNode, { type: 'compare' }>, 'position'>;

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

/** The tree's shape: fields as kind.key, clauses as text, chains in square brackets. */
function shape(node: FilterNode): string {
  if (node.type === 'and' || node.type === 'or') return `${node.type}[${node.children.map(shape).join(' ')}]`;
  if (node.type === 'not') return `not[${shape(node.child)}]`;
  return node.field.key;
}

const metric = (key: string, value: number): Written => ({
  type: 'compare',
  field: { kind: 'metric', key },
  comparator: '>',
  value,
});

describe('text', () => {
  test.each(['', ' ', '\n\t\u00a0 '])('[F1] blank text %j is no filter', (text) => {
    expect(parseFilter(text, 'runs')).toBeUndefined();
  });

  test.each([
    ['metrics.a > 1 AND metrics.b > 1 AND metrics.c > 1', 'and[a b c]'],
    ['metrics.a > 1 OR metrics.b > 1 AND metrics.c > 1', 'or[a and[b c]]'],
    ['metrics.a > 1 AND metrics.b > 1 OR metrics.c > 1', 'or[and[a b] c]'],
    ['(metrics.a > 1 OR metrics.b > 1) AND metrics.c > 1', 'and[or[a b] c]'],
    ['NOT metrics.a > 1 AND metrics.b > 1', 'and[not[a] b]'],
    ['NOT (metrics.a > 1 AND metrics.b > 1)', 'not[and[a b]]'],
    ['NOT NOT metrics.a > 1', 'not[not[a]]'],
    ['(metrics.a > 1 AND metrics.b > 1) AND metrics.c > 1', 'and[and[a b] c]'],
    ['((metrics.a > 1))', 'a'],
  ])('[F2] %s groups as %s', (text, expected) => {
    expect(shape(only(text))).toBe(expected);
  });

  test('[F3] key words and prefixes may be in any case', () => {
    expect(
      only("Metrics.a > 1 aNd Params.b iLike 'x' or not RUN.status In ('a') and tags.c is Not null"),
    ).toEqual(only("metrics.a > 1 AND params.b ILIKE 'x' OR NOT run.status IN ('a') AND tags.c IS NOT NULL"));
  });

  test('[F3] attribute names mind case and key words are ASCII only', () => {
    expect(refusal("Status = 'FINISHED'").message).toContain('Unknown run attribute Status');
    expect(refusal('tags.a ıs NULL').message).toContain('but found ıs');
  });

  test.each([
    ["params.a = 'x'", 'x'],
    ['params.a = "x"', 'x'],
    ["params.a = ''", ''],
    ["params.a = 'it''s'", "it's"],
    ['params.a = "it\'s"', "it's"],
    ['params.a = "say ""hi"""', 'say "hi"'],
    ["params.a = 'C:\\dir\\'", 'C:\\dir\\'],
    ["params.a = 'two\nlines; -- here'", 'two\nlines; -- here'],
    ["params.a = 'AND'", 'AND'],
    ["params.a = ''''", "'"],
    ["params.a = '😀'", '😀'],
  ])('[F4] the string in %j is %j', (text, value) => {
    expect(only(text)).toMatchObject({ value });
  });

  test.each([
    ['metrics.val.acc > 1', 'val.acc'],
    ['metrics.a-b > 1', 'a-b'],
    ['metrics.a-1 > 1', 'a-1'],
    ['metrics.system/cpu_percent > 1', 'system/cpu_percent'],
    ['metrics.precision@5>1', 'precision@5'],
    ['metrics.a:b > 1', 'a:b'],
    ['metrics.1 > 1', '1'],
    ['metrics.日本 > 1', '日本'],
    ['metrics.in > 1', 'in'],
    ['metrics.not > 1', 'not'],
    ['metrics.`my key` > 1', 'my key'],
    ['metrics."my key" > 1', 'my key'],
    ["metrics.'my key' > 1", 'my key'],
    ['metrics.`a``b` > 1', 'a`b'],
    ['metrics.`a"b` > 1', 'a"b'],
    ['metrics.`(a) AND b` > 1', '(a) AND b'],
    ['`metrics`.a > 1', 'a'],
    ['metrics.__proto__ > 1', '__proto__'],
  ])('[F5] the key in %s is %s', (text, key) => {
    expect(only(text)).toEqual({ ...metric(key, 1), position: 0 });
  });

  test.each([
    ['1', 1],
    ['-1', -1],
    ['+1', 1],
    ['.5', 0.5],
    ['5.', 5],
    ['1e-3', 0.001],
    ['-1.5E+3', -1500],
    ['007', 7],
    ['-0', 0],
    ['1e-999', 0],
    ['1727000000123', 1727000000123],
  ])('[F6] the number %s is %d', (text, value) => {
    expect(only(`metrics.a > ${text}`)).toEqual({ ...metric('a', value), position: 0 });
    expect(only(`metrics.a>${text}`)).toEqual({ ...metric('a', value), position: 0 });
  });

  test('[F8] text, depth, clauses and lists have limits, and what fits them is accepted', () => {
    const clause = 'metrics.a > 1';
    const nested = (levels: number) => '('.repeat(levels) + clause + ')'.repeat(levels);
    const clauses = (count: number) => Array(count).fill(clause).join(' AND ');
    const ids = (count: number) =>
      `run_id IN (${Array(count)
        .fill(`'${'f'.repeat(32)}'`)
        .join(', ')})`;
    for (const text of [
      nested(64),
      'NOT '.repeat(64) + clause,
      clauses(500),
      ids(10_000),
      clause.padEnd(524_288),
    ])
      expect(parseFilter(text, 'runs')).toBeDefined();
    expect(refusal(nested(65))).toMatchObject({ position: 64, length: 1 });
    expect(refusal('NOT '.repeat(65) + clause)).toMatchObject({ position: 256, length: 3 });
    expect(refusal(clauses(501)).message).toContain('at most 500 clauses');
    expect(refusal(ids(10_001)).message).toContain('at most 10000 values');
    expect(refusal(clause.padEnd(524_289))).toMatchObject({ position: 524_288, length: 1 });
  });
});

describe('fields', () => {
  test.each([
    ['run_id', 'run_id'],
    ['run_name', 'run_name'],
    ['`run name`', 'run_name'],
    ['"Run name"', 'run_name'],
    ['attributes.`Run Name`', 'run_name'],
    ['run.status', 'status'],
    ['attr.user_id', 'user_id'],
    ['attribute.artifact_uri', 'artifact_uri'],
  ])('[F9] a run filter reads %s as the attribute %s', (written, key) => {
    expect(only(`${written} = 'x'`)).toMatchObject({ field: { kind: 'attribute', key } });
  });

  test.each([
    ['start_time', 'start_time'],
    ['created', 'start_time'],
    ['attributes.Created', 'start_time'],
    ['end_time', 'end_time'],
  ])('[F9] a run filter compares %s, the attribute %s, with numbers', (written, key) => {
    expect(only(`${written} >= 1`)).toMatchObject({ field: { kind: 'attribute', key }, value: 1 });
  });

  test.each([
    ['metric.a > 1', 'metric', 'a'],
    ["param.a = 'x'", 'param', 'a'],
    ["parameter.a = 'x'", 'param', 'a'],
    ["parameters.a = 'x'", 'param', 'a'],
    ["tag.a = 'x'", 'tag', 'a'],
    ["tags.mlflow.user = 'x'", 'tag', 'mlflow.user'],
    ["dataset.name = 'x'", 'dataset', 'name'],
    ["datasets.`digest` LIKE 'x'", 'dataset', 'digest'],
    ["dataset.context IN ('train')", 'dataset', 'context'],
  ])('[F9] a run filter reads %s as a %s', (text, kind, key) => {
    expect(only(text)).toMatchObject({ field: { kind, key } });
  });

  test.each([
    ["name LIKE 'a%'", 'attribute', 'name'],
    ["attribute.experiment_id IN ('1')", 'attribute', 'experiment_id'],
    ['creation_time > 5', 'attribute', 'creation_time'],
    ['attributes.last_update_time <= 3', 'attribute', 'last_update_time'],
    ["tags.a != 'x'", 'tag', 'a'],
    ['tag.a IS NULL', 'tag', 'a'],
  ])('[F10] an experiment filter reads %s as %s %s', (text, kind, key) => {
    expect(only(text, 'experiments')).toMatchObject({ field: { kind, key } });
  });

  test.each([
    ["name = 'x'", 'name'],
    ["model_id IN ('m-1', 'm-2')", 'model_id'],
    ["attributes.model_type = 'agent'", 'model_type'],
    ["status = 'READY'", 'status'],
    ["source_run_id = 'x'", 'source_run_id'],
    ['creation_time > 1', 'creation_timestamp'],
    ['creation_timestamp > 1', 'creation_timestamp'],
    ['creation_timestamp_ms > 1', 'creation_timestamp'],
    ['last_updated_time > 1', 'last_updated_timestamp'],
    ['last_updated_timestamp > 1', 'last_updated_timestamp'],
    ['last_updated_timestamp_ms > 1', 'last_updated_timestamp'],
    ['metrics.acc > 1', 'acc'],
    ["params.lr = '0.1'", 'lr'],
    ["tags.team = 'a'", 'team'],
  ])('[F11] a logged model filter reads %s as %s', (text, key) => {
    expect(only(text, 'logged_models')).toMatchObject({ field: { key } });
  });

  test.each([
    ["name = 'x'", 'attribute', 'name'],
    ["attribute.name ILIKE 'x'", 'attribute', 'name'],
    ['creation_timestamp > 1', 'attribute', 'creation_timestamp'],
    ['timestamp > 1', 'attribute', 'last_updated_timestamp'],
    ['last_updated_timestamp <= 1', 'attribute', 'last_updated_timestamp'],
    ["tag.team = 'a'", 'tag', 'team'],
    ["tags.`mlflow.prompt.is_prompt` = 'true'", 'tag', 'mlflow.prompt.is_prompt'],
  ])('[F34] a registered model filter reads %s as %s %s', (text, kind, key) => {
    expect(only(text, 'registered_models')).toMatchObject({ field: { kind, key } });
  });

  test.each([
    ["name IN ('x')", 'attribute', 'name'],
    ['version_number >= 2', 'attribute', 'version_number'],
    ["run_id NOT IN ('a', 'b')", 'attribute', 'run_id'],
    ["attr.source_path LIKE 's3://%'", 'attribute', 'source_path'],
    ['creation_timestamp > 1', 'attribute', 'creation_timestamp'],
    ['last_updated_timestamp > 1', 'attribute', 'last_updated_timestamp'],
    ["tags.a != 'x'", 'tag', 'a'],
  ])('[F35] a model version filter reads %s as %s %s', (text, kind, key) => {
    expect(only(text, 'model_versions')).toMatchObject({ field: { kind, key } });
  });

  test.each<[string, Entity, string]>([
    ["foo = 'x'", 'runs', 'Unknown run attribute foo; expected run_id, run_name'],
    ["lifecycle_stage = 'active'", 'runs', 'run_view_type'],
    ["experiment_id = '1'", 'runs', 'experiment_ids'],
    ["constructor = 'x'", 'runs', 'Unknown run attribute constructor; expected run_id'],
    ["__proto__ = 'x'", 'runs', 'Unknown run attribute __proto__'],
    ["constructor.name = 'x'", 'runs', 'constructor. is not a kind of run field; expected metrics.<key>'],
    ["dataset.foo = 'x'", 'runs', 'Unknown dataset key foo; expected name, digest, context'],
    ['metrics.a > 1', 'experiments', 'metrics. is not a kind of experiment field; expected tags.<key>'],
    ["lifecycle_stage = 'active'", 'experiments', 'view_type'],
    ["dataset.name = 'x'", 'logged_models', 'dataset. is not a kind of logged model field'],
    ['start_time > 1', 'logged_models', 'Unknown logged model attribute start_time'],
    ["run_id = 'x'", 'registered_models', 'Unknown registered model attribute run_id; expected name,'],
    ["metrics.a = 'x'", 'registered_models', 'metrics. is not a kind of registered model field'],
    [
      "stage = 'None'",
      'model_versions',
      'Unknown model version attribute stage; expected name, version_number',
    ],
  ])('[F12] %s is refused for %s: %s', (text, entity, message) => {
    expect(refusal(text, entity).message).toContain(message);
  });

  test('[F13] run_name and the tag mlflow.runName parse to one field', () => {
    const named = only("run_name = 'x'");
    for (const text of ["tags.mlflow.runName = 'x'", "tag.`mlflow.runName` = 'x'", "`Run name` = 'x'"])
      expect(only(text)).toEqual(named);
    expect(only('tags.mlflow.runName IS NULL')).toMatchObject({
      field: { kind: 'attribute', key: 'run_name' },
    });
    expect(only("tags.mlflow.runName = 'x'", 'logged_models')).toMatchObject({ field: { kind: 'tag' } });
    expect(only("params.mlflow.runName = 'x'")).toMatchObject({ field: { kind: 'param' } });
  });
});
