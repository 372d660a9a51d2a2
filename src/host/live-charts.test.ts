import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createClient } from '../client/http.ts';
import { type FollowedSeries, followMetrics } from '../client/live-points.ts';
import { sampleSeries } from '../contract/index.ts';
import { type Host, openHost } from './host.ts';

async function served(): Promise<Host> {
  const directory = await mkdtemp(join(tmpdir(), 'host-'));
  const host = await openHost({
    directory,
    host: '127.0.0.1',
    port: 0,
    nextFreePort: false,
    version: '0.0.0',
    synchronous: 'NORMAL',
  });
  onTestFinished(async () => {
    await host.close();
    await rm(directory, { recursive: true });
  });
  return host;
}

test('a chart is drawn from columns and goes on with what is logged, over HTTP', async () => {
  const { url } = await served();
  const client = createClient({ baseUrl: url });
  const unset = { user_id: undefined, start_time: 1000, tags: undefined, run_name: undefined };
  const { run } = await client.call('createRun', { experiment_id: '0', ...unset });
  const run_id = run.info.run_id;
  const log = (from: number, count: number) => {
    const metrics = Array.from({ length: count }, (_, index) => ({
      ...{
        key: 'loss',
        value: index === 3 ? Number.NaN : index,
        timestamp: 2000 + from + index,
        step: from + index,
      },
      ...{ model_id: undefined, dataset_name: undefined, dataset_digest: undefined },
    }));
    return client.call('logBatch', { run_id, metrics, params: undefined, tags: undefined });
  };
  await log(0, 500);

  const told: FollowedSeries[] = [];
  const opened = vi.fn();
  const stop = followMetrics({
    baseUrl: url,
    request: { run_ids: [run_id], metric_keys: ['loss'] },
    onOpen: opened,
    onPoints: (series) => told.push(...series),
    onBehind: () => expect.unreachable(),
    onRefused: (error) => expect.unreachable(error.message),
  });
  onTestFinished(stop);
  await vi.waitFor(() => expect(opened).toHaveBeenCalledTimes(1));

  const request = { run_ids: [run_id], metric_keys: ['loss'], max_buckets: 20, x: 'relative' as const };
  const columns = await client.sampleColumns(request);
  const { series } = await client.call('sampleMetrics', {
    x_metric_key: undefined,
    x_from: undefined,
    x_to: undefined,
    ...request,
  });
  expect(columns.map(sampleSeries)).toEqual(series);
  expect(series[0]).toMatchObject({ points: 500, shown: 500, exact: false });
  expect(series[0]?.buckets[0]).toMatchObject({ x_first: 1000, nans: 1, count: 25 });

  for (let batch = 0; batch < 5; batch += 1) await log(500 + 10 * batch, 10);
  const points = () => told.flatMap((one) => one.points);
  await vi.waitFor(() => expect(points()).toHaveLength(50));
  expect(points().map(([step]) => step)).toEqual(Array.from({ length: 50 }, (_, index) => 500 + index));
  expect(points()[3]).toEqual([503, 2503, Number.NaN]);

  const [group] = await client.aggregateColumns({
    groups: [{ name: 'all', run_ids: [run_id] }],
    metric_keys: ['loss'],
    max_buckets: 10,
  });
  expect(group).toMatchObject({ group: 'all', members: 1, points: 550, aligned: 'buckets', rows: 10 });
  expect(group?.columns.count).toEqual(new Uint32Array(10).fill(1));
  await expect(client.sampleColumns({ ...request, run_ids: ['nobody'] })).rejects.toMatchObject({
    code: 'RESOURCE_DOES_NOT_EXIST',
  });
});
