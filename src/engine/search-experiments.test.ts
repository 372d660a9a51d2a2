import { afterAll, describe, expect, test } from 'vitest';
import type { Request } from '../contract/index.ts';
import { openTestEngine } from './testing/open.ts';
import { newExperiment } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

const ids: string[] = [];
for (const name of ['b', 'a', 'c']) {
  engine.advance(10);
  ids.push(await newExperiment(engine, name));
}
await engine.call('deleteExperiment', { experiment_id: ids[2] ?? '' });

async function names(request: Partial<Request<'searchExperiments'>>): Promise<string[]> {
  const { experiments } = await engine.call('searchExperiments', { max_results: 100, ...request });
  return (experiments ?? []).map(({ name }) => name);
}

describe('paging', () => {
  test('[s6] max_results is required, at least 1 and at most 50000', async () => {
    for (const max_results of [undefined, 0, -1, 50_001])
      expect(await engine.refusal('searchExperiments', { max_results })).toMatch(
        /^INVALID_PARAMETER_VALUE: .*'max_results'/,
      );
    expect(await engine.refusal('searchExperiments', { max_results: 50_000 })).toBe('accepted');
  });

  test('[s6] a token is given only when more rows exist, and leads to them', async () => {
    const first = await engine.call('searchExperiments', { max_results: 2 });
    expect(first.experiments?.map(({ name }) => name)).toEqual(['a', 'b']);
    const second = await engine.call('searchExperiments', {
      max_results: 2,
      page_token: first.next_page_token ?? '',
    });
    expect(second.experiments?.map(({ name }) => name)).toEqual(['Default']);
    expect(second.next_page_token).toBeUndefined();
    expect(await engine.call('searchExperiments', { max_results: 3 })).not.toHaveProperty('next_page_token');
  });

  test('[s6] a page token that is junk, or of a search in another order, is INVALID_PARAMETER_VALUE', async () => {
    for (const page_token of ['junk', 'eyJvZmZzZXQiOiAxfQ==', 'a.b', '.'])
      expect(await engine.refusal('searchExperiments', { max_results: 2, page_token })).toMatch(
        /^INVALID_PARAMETER_VALUE: page_token/,
      );
    const { next_page_token } = await engine.call('searchExperiments', { max_results: 1 });
    expect(
      await engine.refusal('searchExperiments', {
        max_results: 1,
        page_token: next_page_token,
        order_by: ['name'],
      }),
    ).toContain('another order');
  });

  test('[s1] no experiments found is an empty object', async () => {
    expect(await engine.call('searchExperiments', { max_results: 5, filter: "name = 'nothing'" })).toEqual(
      {},
    );
  });

  test('experiments of other workspaces are not found', async () => {
    expect(
      await engine.send('searchExperiments', { max_results: 5 }, { actor: 'x', workspace: 'other' }),
    ).toEqual({});
  });
});

describe('view, filter and order', () => {
  test('[s8] the newest come first where no order is given', async () => {
    expect(await names({})).toEqual(['a', 'b', 'Default']);
  });

  test('[s8] experiments of one time go by rising id, and by falling id after an order of the caller', async () => {
    const [one, two] = [await newExperiment(engine, 'twin 1'), await newExperiment(engine, 'twin 2')];
    const order = async (order_by: string[]) =>
      (
        await engine.call('searchExperiments', { max_results: 9, filter: "name LIKE 'twin%'", order_by })
      ).experiments?.map(({ experiment_id }) => experiment_id);
    expect(await order([])).toEqual([one, two]);
    expect(await order(['last_update_time ASC'])).toEqual([two, one]);
    expect(await order(['last_update_time', 'experiment_id ASC'])).toEqual([one, two]);
  });

  test('[s8] an order by a tag, by an unknown field or by one field twice is INVALID_PARAMETER_VALUE', async () => {
    for (const order_by of [['tags.a'], ['nothing'], ['name', 'name DESC'], ['name DOWN']])
      expect(await engine.refusal('searchExperiments', { max_results: 1, order_by })).toMatch(
        /^INVALID_PARAMETER_VALUE: order_by/,
      );
  });

  test('an order of more than 50 terms is INVALID_PARAMETER_VALUE', async () => {
    const order_by = Array.from({ length: 51 }, () => 'name');
    expect(await engine.refusal('searchExperiments', { max_results: 1, order_by })).toContain(
      'INVALID_PARAMETER_VALUE',
    );
  });

  test('[s4] the view chooses active experiments, deleted ones or all', async () => {
    const filter = "name IN ('a', 'c')";
    expect(await names({ filter })).toEqual(['a']);
    expect(await names({ filter, view_type: 'DELETED_ONLY' })).toEqual(['c']);
    expect(await names({ filter, view_type: 'ALL' })).toEqual(['c', 'a']);
  });

  test('[s7] filters go by name, id, times and tags; LIKE minds case, ILIKE does not', async () => {
    await engine.call('setExperimentTag', { experiment_id: ids[0] ?? '', key: 'mlflow.team', value: 'Blue' });
    expect(await names({ filter: "name LIKE 'DEF%'" })).toEqual([]);
    expect(await names({ filter: "name ILIKE 'DEF%'" })).toEqual(['Default']);
    expect(await names({ filter: `experiment_id IN ('0', '${ids[1]}')` })).toEqual(['a', 'Default']);
    expect(await names({ filter: "tags.mlflow.team = 'Blue'" })).toEqual(['b']);
    expect(await names({ filter: "tags.mlflow.team IS NULL AND name = 'a'" })).toEqual(['a']);
    expect(await names({ filter: 'creation_time < 1' })).toEqual([]);
  });

  test('[s7] a filter that cannot be read is INVALID_PARAMETER_VALUE and says where the fault is', async () => {
    const bad = engine.send('searchExperiments', { max_results: 1, filter: "lifecycle_stage = 'active'" });
    await expect(bad).rejects.toMatchObject({
      code: 'INVALID_PARAMETER_VALUE',
      details: { position: 0, length: 15 },
    });
    for (const filter of ["name = 'a';", 'name = ', "name > 'a'", "NOT 'a'"])
      expect(await engine.refusal('searchExperiments', { max_results: 1, filter })).toMatch(
        /^INVALID_PARAMETER_VALUE/,
      );
  });
});
