import { expect, test } from 'vitest';
import { BLOCK } from '../metric-blocks.ts';
import { openTestStore } from '../testing/open.ts';
import { storeSeries } from '../testing/series.ts';
import { blockTimes } from './0003-block-times.ts';

test('blocks of before get the times that they would have been written with', async () => {
  await using store = await openTestStore();
  const { database } = store;
  for (const key of [1, 2]) {
    const points = Array.from({ length: 3 * BLOCK + 5 }, (_, index) => ({
      step: Math.floor(index / 3),
      timestamp: 100 * key + 7 * Math.floor(index / 2),
      value: index % 3 === 0 ? Number.NaN : index,
    }));
    await storeSeries(store, key, [points.slice(0, 200), points.slice(200)]);
  }
  const times = () => database.statement('SELECT run, key, block, first_timestamp FROM metric_blocks').all();
  const written = times();
  expect(written.map((row) => row[3])).toEqual([100, 548, 996, 200, 648, 1096]);
  database.exec('ALTER TABLE metric_blocks DROP COLUMN first_timestamp');
  database.exec(blockTimes.sql);
  expect(times()).toEqual(written);
});

test('the times are looked up by the key of the points, not by a scan of them', async () => {
  await using store = await openTestStore();
  const updates = blockTimes.sql.split(';').filter((statement) => statement.includes('UPDATE'));
  expect(updates).toHaveLength(2);
  for (const update of updates) {
    const plan = store.database
      .statement(`EXPLAIN QUERY PLAN ${update}`)
      .all()
      .map((row) => String(row[3]));
    const found = plan.filter((line) => line.includes(' metrics'));
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((line) => line.startsWith('SEARCH metrics USING PRIMARY KEY (run=? AND key=?'))).toBe(
      true,
    );
    expect(plan.some((line) => line.includes('TEMP B-TREE'))).toBe(false);
  }
});
