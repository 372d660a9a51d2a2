import { describe, expect, test } from 'vitest';
import {
  type Entity,
  FilterError,
  type LoggedModelOrderBy,
  parseLoggedModelOrderBy,
  parseOrderBy,
} from './index.ts';

function refusal(parse: () => unknown): FilterError {
  try {
    parse();
  } catch (error) {
    if (error instanceof FilterError) return error;
    throw error;
  }
  throw new Error('accepted');
}

describe('order_by of strings', () => {
  test.each<[string, string, string, boolean]>([
    ['metrics.acc DESC', 'metric', 'acc', false],
    ['metrics.acc desc', 'metric', 'acc', false],
    ['metric.val.acc asc', 'metric', 'val.acc', true],
    ['attributes.start_time', 'attribute', 'start_time', true],
    ['start_time', 'attribute', 'start_time', true],
    ['Created DESC', 'attribute', 'start_time', false],
    ['params."my key" ASC', 'param', 'my key', true],
    ['params.`my key` DESC', 'param', 'my key', false],
    ['metrics.a/b DESC', 'metric', 'a/b', false],
    ['metrics.desc', 'metric', 'desc', true],
    ['`Run name`', 'attribute', 'run_name', true],
    ['tags.mlflow.runName', 'attribute', 'run_name', true],
    ['  tags.mlflow.user  Desc ', 'tag', 'mlflow.user', false],
  ])('[F26] %s orders runs by %s %s', (text, kind, key, ascending) => {
    expect(parseOrderBy([text], 'runs')).toEqual([{ kind, key, ascending }]);
  });

  test('[F26] items keep their order and an empty list has none', () => {
    expect(parseOrderBy(['name', 'attribute.creation_time DESC', 'experiment_id'], 'experiments')).toEqual([
      { kind: 'attribute', key: 'name', ascending: true },
      { kind: 'attribute', key: 'creation_time', ascending: false },
      { kind: 'attribute', key: 'experiment_id', ascending: true },
    ]);
    expect(parseOrderBy([], 'runs')).toEqual([]);
  });

  test.each<[string, Entity, string, boolean]>([
    ['name', 'registered_models', 'name', true],
    ['timestamp DESC', 'registered_models', 'last_updated_timestamp', false],
    ['creation_timestamp', 'registered_models', 'creation_timestamp', true],
    ['attributes.version_number desc', 'model_versions', 'version_number', false],
    ['last_updated_timestamp', 'model_versions', 'last_updated_timestamp', true],
  ])('[F34] [F35] %s orders %s by %s', (text, entity, key, ascending) => {
    expect(parseOrderBy([text], entity)).toEqual([{ kind: 'attribute', key, ascending }]);
  });

  test.each<[string, Entity, number, number, string]>([
    ['', 'runs', 0, 0, 'Expected a field'],
    ['DESC', 'runs', 0, 4, 'Expected a field'],
    ['foo', 'runs', 0, 3, 'Unknown run attribute foo'],
    ['lifecycle_stage', 'runs', 0, 15, 'Unknown run attribute lifecycle_stage; choose active'],
    ['metrics.a foo', 'runs', 10, 3, 'Expected ASC, DESC or the end of the item but found foo'],
    ['metrics.a asc asc', 'runs', 14, 3, 'Expected ASC, DESC or the end'],
    ['metrics.a, metrics.b', 'runs', 9, 1, 'Expected ASC, DESC or the end'],
    ['metrics.a;', 'runs', 9, 1, 'Unexpected character ;'],
    [
      ' dataset.name',
      'runs',
      1,
      12,
      'Searched runs cannot be ordered by dataset; expected attributes, metrics, params, tags',
    ],
    ['tags.a', 'experiments', 0, 6, 'Searched experiments cannot be ordered by tag; expected attributes'],
    [
      'tags.a',
      'model_versions',
      0,
      6,
      'Searched model versions cannot be ordered by tag; expected attributes',
    ],
    ['metrics.a', 'experiments', 0, 9, 'metrics. is not a kind of experiment field'],
  ])('[F26] %j is refused for %s at %d for %d units: %s', (text, entity, position, length, message) => {
    const error = refusal(() => parseOrderBy([text], entity));
    expect(error).toMatchObject({ position, length });
    expect(error.message).toContain(`order_by[0]: ${message}`);
  });

  test('[F27] a field given twice is refused, also under another name or direction', () => {
    for (const list of [
      ['metrics.a', 'metrics.`a` DESC'],
      ['start_time', 'attributes.created DESC'],
      ['run_name', 'tags.mlflow.runName'],
    ]) {
      const error = refusal(() => parseOrderBy(list, 'runs'));
      expect(error).toMatchObject({ position: 0, length: list[1]?.length });
      expect(error.message).toContain('order_by[1]: ');
    }
    expect(parseOrderBy(['metrics.a', 'params.a', 'tags.a'], 'runs')).toHaveLength(3);
  });

  test('[F27] the message names the faulty item', () => {
    expect(refusal(() => parseOrderBy(['start_time', 'metrics.'], 'runs')).message).toContain(
      'order_by[1]: Expected a key',
    );
  });
});

describe('order_by of logged models', () => {
  test.each<[LoggedModelOrderBy, unknown]>([
    [{ field_name: 'name' }, { kind: 'attribute', key: 'name', ascending: true }],
    [
      { field_name: ' creation_time ', ascending: false },
      { kind: 'attribute', key: 'creation_timestamp', ascending: false },
    ],
    [{ field_name: 'metrics.my key.x' }, { kind: 'metric', key: 'my key.x', ascending: true }],
    [
      { field_name: 'metrics.a', dataset_name: 'iris', dataset_digest: 'd1' },
      { kind: 'metric', key: 'a', ascending: true, dataset: { name: 'iris', digest: 'd1' } },
    ],
    [
      { field_name: 'metrics.a', dataset_name: 'iris', dataset_digest: '' },
      { kind: 'metric', key: 'a', ascending: true, dataset: { name: 'iris' } },
    ],
    [
      { field_name: 'metrics.a', dataset_name: '' },
      { kind: 'metric', key: 'a', ascending: true },
    ],
  ])('[F28] %j is read', (item, expected) => {
    expect(parseLoggedModelOrderBy([item])).toEqual([expected]);
  });

  test.each<[LoggedModelOrderBy, string]>([
    [{ field_name: 'foo' }, 'Unknown logged model attribute foo'],
    [{ field_name: '' }, 'Unknown logged model attribute'],
    [{ field_name: 'metrics.' }, 'Expected an attribute or metrics.<key>'],
    [{ field_name: 'params.lr' }, 'Expected an attribute or metrics.<key>'],
    [{ field_name: 'foo.lr' }, 'foo. is not a kind of logged model field'],
    [{ field_name: 'metrics.a', dataset_digest: 'd1' }, 'dataset_digest needs dataset_name'],
    [{ field_name: 'name', dataset_name: 'iris' }, 'dataset_name goes with a metric'],
  ])('[F28] %j is refused: %s', (item, message) => {
    const error = refusal(() => parseLoggedModelOrderBy([item]));
    expect(error.message).toContain(`order_by[0]: ${message}`);
    expect(error).toMatchObject({ position: 0, length: item.field_name.length });
  });

  test('[F28] one metric may be given once per dataset', () => {
    const item = { field_name: 'metrics.a', dataset_name: 'iris' };
    expect(parseLoggedModelOrderBy([item, { ...item, dataset_name: 'wine' }])).toHaveLength(2);
    expect(refusal(() => parseLoggedModelOrderBy([item, item])).message).toContain('order_by[1]: metric a');
  });
});
