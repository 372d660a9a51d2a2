import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Entity, FilterError, parseFilter } from './index.ts';

// Texts MLflow 3.17.2 accepts.
const ACCEPTED: readonly [Entity, string][] = [
  ['runs', 'metrics.rmse < 1 and params.model = "LogisticRegression"'],
  ['runs', 'metrics.`cross entropy` < 1.0'],
  ['runs', 'metrics."a/b" > 1'],
  ['runs', 'metrics.val.acc > 0.5'],
  ['runs', 'metrics.a > 1E5'],
  ['runs', 'metrics.a\n>\n1'],
  ['runs', 'metrics.a>=1'],
  ['runs', 'metrics.1a > 1'],
  ['runs', 'metrics.日本 > 1'],
  ['runs', "tags.mlflow.source.type = 'NOTEBOOK'"],
  ['runs', "tags.`mlflow.parentRunId` = 'abc'"],
  ['runs', "tags.'x' = 'y'"],
  ['runs', "tag.x = ''"],
  ['runs', "tags.order = 'x' AND tags.user = 'x' AND tags.timestamp = 'x' AND params.select = 'x'"],
  ['runs', 'params."a`b" = \'x\''],
  ['runs', "params.a ILIKE '%x_' AND params.b IS NOT NULL"],
  ['runs', "attributes.status = 'FINISHED' and attribute.start_time >= 1664067852747"],
  ['runs', "run.status != 'FAILED'"],
  ['runs', "attributes.`Run name` = 'x' and `run name` = 'x'"],
  ['runs', 'created > 1 and start_time > 1.5 and end_time < 5'],
  ['runs', "attributes.run_id IN ('a', 'b') and run_id NOT IN ('c')"],
  ['runs', "artifact_uri like 'file:///%'"],
  [
    'runs',
    "dataset.name ILIKE 'x' and datasets.digest = 's8ds293b' and dataset.context IN ('train', 'eval')",
  ],
  ['experiments', "name = 'x' AND name LIKE 'x%' and attribute.name ILIKE 'X'"],
  ['experiments', "experiment_id IN ('1','2') AND experiment_id != '3'"],
  ['experiments', 'creation_time > 5 AND last_update_time <= 3'],
  ['experiments', "tags.a = 'x' AND tag.b IS NULL AND tags.`mlflow.experimentKind` IS NOT NULL"],
  ['logged_models', "name = 'x' AND model_id IN ('m-1') and attributes.status = 'READY'"],
  ['logged_models', "metrics.accuracy > 0.8 AND params.lr = '0.1' AND tags.team = 'a'"],
  ['logged_models', 'creation_time > 1 AND creation_timestamp < 2 AND last_updated_timestamp > 1'],
  ['registered_models', "name LIKE 'a%' and attribute.name ILIKE 'A' AND name IN ('a', 'b')"],
  ['registered_models', "tags.`mlflow.prompt.is_prompt` = 'true' AND tag.team != 'x'"],
  ['model_versions', "name = 'x' and version_number >= 2 AND run_id IN ('a', 'b') AND run_id != ''"],
  ['model_versions', "source_path ILIKE 's3://%' AND attributes.version_number != 1 AND tags.k LIKE '%'"],
];

const REFUSED: readonly [string, number, number][] = [
  ['metrics.a > 1;', 13, 1],
  ['metrics.a > 1 -- comment', 14, 1],
  ['metrics.a > 1 /* comment */', 14, 1],
  ['metrics.a > 1 AND', 17, 0],
  ['AND metrics.a > 1', 0, 3],
  ['metrics.a > 1 AND AND metrics.b > 1', 18, 3],
  ['metrics.a > 1 metrics.b > 1', 14, 9],
  ['metrics.a', 9, 0],
  ['metrics.a >', 11, 0],
  ['metrics.a == 1', 10, 2],
  ['metrics.a <> 1', 10, 2],
  ['metrics.a> =1', 11, 1],
  ['metrics.a ! = 1', 10, 1],
  ['metrics.a → 1', 10, 1],
  ['metrics.a 😀', 10, 2],
  ['metrics. > 1', 0, 8],
  ['metrics.`` > 1', 0, 10],
  ['metrics.`a > 1', 8, 6],
  ['metrics.a b > 1', 10, 1],
  ['metrics.val."my key" > 1', 0, 13],
  ['metrics.`a`b > 1', 0, 12],
  ["params.a = 'x", 11, 2],
  ["params.a = 'a\\'b'", 15, 2],
  ['metrics.a > 1_000', 12, 5],
  ['metrics.a > 0x10', 12, 4],
  ['metrics.a > 1.2.3', 12, 5],
  ['metrics.a > 1e', 12, 2],
  ['metrics.a > 1e999', 12, 5],
  ['metrics.a > --1', 12, 1],
  ['metrics.a > inf', 12, 3],
  ['METRICS.a > 1 XOR metrics.b > 1', 14, 3],
  ['run name = 1', 0, 3],
  ['`metrics.a` > 1', 0, 11],
  ['(metrics.a > 1', 14, 0],
  ['metrics.a > 1)', 13, 1],
  ['()', 1, 1],
  ['(', 1, 0],
  ['NOT', 3, 0],
  ['metrics.a IS', 12, 0],
  ['tags.a IS NOT 5', 14, 1],
  ['metrics.a ASC', 10, 3],
];

function outcome(text: string, entity: Entity): FilterError | undefined {
  try {
    parseFilter(text, entity);
    return undefined;
  } catch (error) {
    if (error instanceof FilterError) return error;
    throw error;
  }
}

describe('golden texts', () => {
  test.each(ACCEPTED)('[F7] a %s filter MLflow accepts is accepted: %s', (entity, text) => {
    expect(outcome(text, entity)).toBeUndefined();
  });

  test.each(REFUSED)('[F23] %j is refused at %d for %d units', (text, position, length) => {
    const error = outcome(text, 'runs');
    expect(error).toMatchObject({ name: 'FilterError', position, length });
    expect(error?.message.endsWith(`(position ${position})`)).toBe(true);
  });

  test('[F7] a semicolon and a doubled sign are explained', () => {
    expect(outcome('metrics.a > 1;', 'runs')?.message).toContain('leave the semicolon out');
    expect(outcome('metrics.a == 1', 'runs')?.message).toContain('== is not a comparator; write =');
    expect(outcome('metrics.a > 1 metrics.b > 1', 'runs')?.message).toBe(
      'Expected AND, OR or the end of the filter but found metrics.b (position 14)',
    );
  });

  test('[F23] the first fault in reading order is the one reported', () => {
    expect(outcome("foo = 'x' AND #", 'runs')?.position).toBe(0);
  });
});

describe('random texts', () => {
  const seed = Date.now();
  const fragments = fc.constantFrom(
    'metrics.a > 1',
    "tags.`b` = 'x'",
    ' AND ',
    ' OR ',
    'NOT ',
    '(',
    ')',
    ',',
    ' IN ',
    ' IS ',
    'NULL',
    ' BETWEEN ',
    "'",
    '"',
    '`',
    '.',
    '..',
    '=',
    '!=',
    '<>',
    '-',
    '1',
    '1e5',
    'run_id',
    'dataset.name',
    ' ',
    '\n',
    ';',
    '\0',
    '\ud83d',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(fragments, { maxLength: 25 }).map((parts) => parts.join('')),
  );

  test(`[F23] random text parses or throws FilterError within the text (seed ${seed})`, () => {
    const entities = fc.constantFrom<Entity>(
      'runs',
      'experiments',
      'logged_models',
      'registered_models',
      'model_versions',
    );
    const check = fc.property(texts, entities, (text, entity) => {
      const error = outcome(text, entity);
      if (error === undefined) return;
      expect(error.position).toBeGreaterThanOrEqual(0);
      expect(error.length).toBeGreaterThanOrEqual(0);
      expect(error.position + error.length).toBeLessThanOrEqual(text.length);
    });
    fc.assert(check, { seed, numRuns: 20_000 });
  });

  test.each([
    '(',
    'NOT ',
    "'",
    '`',
    '"',
    "''",
    '1',
    '-',
    '=',
    'a',
    'a.',
    '.',
    'metrics.a > 1 AND ',
    ' ',
    "run_id IN ('a',",
    '😀',
  ])('[F24] half a million characters of %j are answered quickly', (part) => {
    const text = part.repeat(Math.floor(520_000 / part.length));
    const start = performance.now();
    outcome(text, 'runs');
    outcome(`metrics.a > 1 AND params.b = '${text}`, 'runs');
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
