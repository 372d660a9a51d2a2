import { afterAll, describe, expect, test } from 'vitest';
import { openTestEngine } from './testing/open.ts';
import { newRun, readRun, tagsOf } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

const params = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ key: `p${index}`, value: `${index}` }));
const metrics = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    key: `m${index % 7}`,
    value: index,
    timestamp: index,
    step: index,
  }));

describe('batches', () => {
  test('[s3] a batch holds 1000 metrics, 100 params, 100 tags and 1000 in all', async () => {
    const run_id = await newRun(engine);
    expect(await engine.call('logBatch', { run_id, metrics: metrics(1000) })).toEqual({});
    expect(
      await engine.call('logBatch', {
        run_id,
        metrics: metrics(800),
        params: params(100),
        tags: params(100),
      }),
    ).toEqual({});
    const { data } = await readRun(engine, run_id);
    expect([data.metrics?.length, data.params?.length, data.tags?.length]).toEqual([7, 100, 101]);
  });

  test('[s3] one more of anything is INVALID_PARAMETER_VALUE', async () => {
    const run_id = await newRun(engine);
    for (const batch of [
      { metrics: metrics(1001) },
      { params: params(101) },
      { tags: params(101) },
      { metrics: metrics(950), params: params(51) },
    ])
      expect(await engine.refusal('logBatch', { run_id, ...batch })).toMatch(
        /^INVALID_PARAMETER_VALUE: A request may hold at most/,
      );
    expect((await readRun(engine, run_id)).data).not.toHaveProperty('metrics');
  });

  test('[s5] an empty batch is fine, and a batch that comes again adds nothing', async () => {
    const run_id = await newRun(engine);
    await engine.call('logBatch', { run_id });
    const batch = { run_id, metrics: metrics(3), params: params(2), tags: params(2) };
    await engine.call('logBatch', batch);
    const once = await readRun(engine, run_id);
    await engine.call('logBatch', batch);
    expect(await readRun(engine, run_id)).toEqual(once);
    const { metrics: history } = await engine.call('getMetricHistory', { run_id, metric_key: 'm0' });
    expect(history).toHaveLength(1);
  });

  test.each([
    ['a param that has another value', { params: [{ key: 'p0', value: 'other' }] }],
    [
      'a metric of a model that does not exist',
      { metrics: [{ key: 'x', value: 1, timestamp: 1, model_id: 'm-nobody' }] },
    ],
    ['a bad tag key', { tags: [{ key: 'a*', value: '' }] }],
    ['a metric without a timestamp', { metrics: [{ key: 'x', value: 1 }] }],
    ['a metric value of the wrong type', { metrics: [{ key: 'x', value: {}, timestamp: 1 }] }],
  ])('[s5] [s12] a batch is atomic: with %s nothing of it is written, unlike in MLflow', async (_, bad) => {
    const run_id = await newRun(engine);
    await engine.call('logParam', { run_id, key: 'p0', value: '1' });
    const before = await readRun(engine, run_id);
    const good = {
      metrics: metrics(2),
      params: [{ key: 'q', value: '1' }],
      tags: [{ key: 't', value: '1' }],
    };
    const batch = Object.fromEntries(
      Object.entries(good).map(([name, list]) => [
        name,
        [...list, ...((bad as Record<string, object[]>)[name] ?? [])],
      ]),
    );
    expect(await engine.refusal('logBatch', { run_id, ...batch })).toMatch(/^INVALID_PARAMETER_VALUE/);
    expect(await readRun(engine, run_id)).toEqual(before);
    expect(await engine.call('getMetricHistory', { run_id, metric_key: 'm0' })).toEqual({});
  });

  test('writes that arrive at once each succeed or fail alone', async () => {
    const run_id = await newRun(engine);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        engine.refusal('logParam', { run_id, key: `k${index % 10}`, value: `${index}` }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(10);
    expect((await readRun(engine, run_id)).data.params).toHaveLength(10);
  });
});

describe('keys', () => {
  const writers = {
    logMetric: (key: string) => ({ key, value: 1, timestamp: 1 }),
    logParam: (key: string) => ({ key, value: '1' }),
    setTag: (key: string) => ({ key, value: '1' }),
  } as const;
  const names = Object.keys(writers) as (keyof typeof writers)[];

  test.each(names)('[s3] %s takes letters, digits, _ - . space : / up to 250 characters', async (name) => {
    const run_id = await newRun(engine);
    for (const key of ['a', 'A_b-c.d e:f/g', 'größe', '精度', '1', '...', 'a/..b', 'k'.repeat(250)])
      expect([key, await engine.refusal(name, { run_id, ...writers[name](key) })]).toEqual([key, 'accepted']);
  });

  test.each(names)(
    '[s3] %s refuses other characters, paths that are not their own short form, and 251 characters',
    async (name) => {
      const run_id = await newRun(engine);
      const bad = [
        '',
        '/a',
        'a/',
        'a//b',
        '.',
        '..',
        'a/../b',
        './a',
        'a/.',
        'a*b',
        'a\\b',
        'a"b',
        'a\nb',
        'a\0b',
        '\ud800',
        '😀',
        'k'.repeat(251),
      ];
      for (const key of bad)
        expect([key, await engine.refusal(name, { run_id, ...writers[name](key) })]).toEqual([
          key,
          expect.stringMatching(/^INVALID_PARAMETER_VALUE: .*'key'/s),
        ]);
      for (const key of bad) {
        const list = name === 'logMetric' ? 'metrics' : name === 'logParam' ? 'params' : 'tags';
        const refusal = await engine.refusal('logBatch', { run_id, [list]: [writers[name](key)] });
        expect([key, refusal]).toEqual([
          key,
          expect.stringMatching(/^INVALID_PARAMETER_VALUE: .*\[0\]\.key'/s),
        ]);
      }
    },
  );
});

describe('params', () => {
  const paramsOf = async (run_id: string) => (await readRun(engine, run_id)).data.params;

  test('[s5] the same value again is fine, another value is INVALID_PARAMETER_VALUE and changes nothing', async () => {
    const run_id = await newRun(engine);
    await engine.call('logParam', { run_id, key: 'lr', value: '0.1' });
    await engine.call('logParam', { run_id, key: 'lr', value: '0.1' });
    for (const value of ['0.2', '', '0.1 '])
      expect(await engine.refusal('logParam', { run_id, key: 'lr', value })).toContain(
        "INVALID_PARAMETER_VALUE: Changing param values is not allowed. Param with key='lr' was already logged with value='0.1'",
      );
    expect(await paramsOf(run_id)).toEqual([{ key: 'lr', value: '0.1' }]);
  });

  test('[s5] a missing value is accepted, as empty text', async () => {
    const run_id = await newRun(engine);
    await engine.call('logParam', { run_id, key: 'empty' });
    expect(await paramsOf(run_id)).toEqual([{ key: 'empty', value: '' }]);
  });

  test('[s5] a key twice in one batch is INVALID_PARAMETER_VALUE, even with the same value', async () => {
    const run_id = await newRun(engine);
    const twice = { key: 'lr', value: '1' };
    expect(await engine.refusal('logBatch', { run_id, params: [twice, twice] })).toContain(
      'INVALID_PARAMETER_VALUE: Duplicate parameter keys',
    );
    expect(await paramsOf(run_id)).toBeUndefined();
  });

  test('[s3] a value of more than 6000 characters is cut, not refused, and the long value again is the same', async () => {
    const run_id = await newRun(engine);
    const value = 'v'.repeat(6001);
    await engine.call('logParam', { run_id, key: 'long', value });
    await engine.call('logBatch', { run_id, params: [{ key: 'long', value }] });
    expect(await paramsOf(run_id)).toEqual([{ key: 'long', value: 'v'.repeat(6000) }]);
  });

  test('[s3] characters are code points: 6000 emoji are kept whole, and a cut tears none apart', async () => {
    const run_id = await newRun(engine);
    await engine.call('logParam', { run_id, key: 'long', value: '😀'.repeat(6000) });
    await engine.call('logParam', { run_id, key: 'longer', value: `${'v'.repeat(5999)}😀😀` });
    expect(await paramsOf(run_id)).toEqual([
      { key: 'long', value: '😀'.repeat(6000) },
      { key: 'longer', value: `${'v'.repeat(5999)}😀` },
    ]);
  });
});

describe('tags', () => {
  test('a tag is replaced by a later value; a missing value is empty text', async () => {
    const run_id = await newRun(engine);
    await engine.call('setTag', { run_id, key: 'a', value: '1' });
    await engine.call('setTag', { run_id, key: 'a', value: '2' });
    await engine.call('setTag', { run_id, key: 'b' });
    await engine.call('logBatch', {
      run_id,
      tags: [
        { key: 'c', value: '1' },
        { key: 'c', value: '2' },
      ],
    });
    expect(tagsOf(await readRun(engine, run_id))).toMatchObject({ a: '2', b: '', c: '2' });
  });

  test('[s3] a value of 8001 characters is accepted, cut to 8000', async () => {
    const run_id = await newRun(engine);
    await engine.call('setTag', { run_id, key: 'long', value: 'v'.repeat(8001) });
    expect(tagsOf(await readRun(engine, run_id))['long']).toBe('v'.repeat(8000));
  });
});
