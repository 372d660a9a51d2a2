import { afterAll, expect, test } from 'vitest';
import {
  type Entity,
  type OrderTerm,
  parseFilter,
  parseLoggedModelOrderBy,
  parseOrderBy,
} from '../filter/index.ts';
import type { SqlValue } from './database.ts';
import { insertExperiment } from './experiments.ts';
import { historyPage } from './history.ts';
import { PARENT_TAG, runRows } from './run-rows.ts';
import { searchExperiments } from './search-experiments.ts';
import { searchLoggedModels } from './search-logged-models.ts';
import { searchRuns } from './search-runs.ts';
import { openTestStore } from './testing/open.ts';
import { storeRun } from './testing/sample-runs.ts';

const store = await openTestStore();
afterAll(() => store[Symbol.asyncDispose]());
const { database } = store;

await store.write(() => {
  store.names.intern(PARENT_TAG);
  insertExperiment(database, {
    experiment_id: 1,
    workspace: 'default',
    name: 'e',
    artifact_location: '',
    time: 0,
  });
  for (let index = 0; index < 300; index += 1)
    storeRun(store, {
      run_id: `r${index}`,
      experiment_id: 1,
      name: 'n',
      user_id: '',
      status: 'FINISHED',
      start_time: index,
      deleted: false,
      metrics: { acc: index % 7 },
      params: { lr: `${index % 3}` },
      tags: { team: 'blue' },
      datasets: [],
    });
});

/** What SQLite means to do for each SELECT that `act` runs. */
function plansOf(act: () => unknown): string[][] {
  const selects: [sql: string, values: SqlValue[]][] = [];
  const prepare = database.statement.bind(database);
  database.statement = (sql) => {
    const statement = prepare(sql);
    const all = (...values: SqlValue[]) => {
      selects.push([sql, values]);
      return statement.all(...values);
    };
    return {
      ...statement,
      run: statement.run.bind(statement),
      get: (...values: SqlValue[]) => {
        if (sql.includes('ORDER BY')) selects.push([sql, values]);
        return statement.get(...values);
      },
      iterate: statement.iterate.bind(statement),
      all,
    };
  };
  act();
  database.statement = prepare;
  return selects.map(([sql, values]) =>
    prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...values)
      .map((row) => String(row[3])),
  );
}

const search = (filter: string, order_by: string[], limit = 20) => ({
  experiment_ids: [1],
  view: 'ACTIVE_ONLY' as const,
  tree: parseFilter(filter, 'runs'),
  order: parseOrderBy(order_by, 'runs'),
  limit,
  after: undefined,
});

const SORT = /TEMP B-TREE/;

test('the first page of an experiment is read along the index of start times, without a sort', () => {
  const [plan] = plansOf(() => searchRuns(database, search('', [])));
  expect(plan).toEqual([expect.stringContaining('USING COVERING INDEX runs_by_time (experiment_id=?)')]);
});

test('a later page starts within the index of start times', () => {
  const first = searchRuns(database, search('', []));
  const [plan] = plansOf(() => searchRuns(database, { ...search('', []), after: first.next }));
  expect(plan).toEqual([expect.stringContaining('runs_by_time (experiment_id=? AND start_time<?)')]);
});

test('runs with another filter are looked up along the same index, without a sort', () => {
  const [plan] = plansOf(() => searchRuns(database, search("status = 'FINISHED'", [])));
  expect(plan?.join()).toContain('runs_by_time');
  expect(plan?.join()).not.toMatch(SORT);
});

test.each(['metrics.acc DESC', 'metrics.acc ASC'])(
  'a page by %s is read along the index of the metric and sorts equal values alone',
  (order) => {
    const [plan, ...more] = plansOf(() => searchRuns(database, search('', [order])));
    expect(more).toEqual([]);
    expect(plan?.[0]).toContain('latest_metrics_by_value (experiment_id=? AND key=? AND is_nan=?)');
    expect(plan?.filter((step) => SORT.test(step))).toEqual(['USE TEMP B-TREE FOR LAST 2 TERMS OF ORDER BY']);
  },
);

test('a bound on the metric itself narrows its index', () => {
  const plans = plansOf(() => searchRuns(database, search('metrics.acc > 3', ['metrics.acc DESC']), 0));
  expect(plans.at(-1)?.[0]).toContain(
    'latest_metrics_by_value (experiment_id=? AND key=? AND is_nan=? AND value>?)',
  );
});

test('a clause that few runs satisfy is looked up by its own index', () => {
  const [plan] = plansOf(() => searchRuns(database, search("params.lr = '1'", [])));
  expect(plan?.join('\n')).toContain('params_by_value (key=? AND value=?)');
});

test('cells of a table are looked up by their keys: no run and no column that was not asked for is read', () => {
  const columns = { metric_keys: ['acc'], param_keys: ['lr'], tag_keys: ['team', PARENT_TAG] };
  const plans = plansOf(() => runRows(database, { ...search('', []), ...columns })).map((plan) =>
    plan.join('\n'),
  );
  const lookedUp = plans.filter((plan) => plan.includes('SEARCH x USING PRIMARY KEY (run=? AND key=?)'));
  expect(lookedUp).toHaveLength(3);
  expect(plans.join('\n')).not.toMatch(/SCAN (?!i |k |json_each)/);
  expect(plans.join('\n')).toContain('tags_by_value (key=? AND value=?)');
});

test('a history that is in order is read along the primary key, without a sort', () => {
  const key = { id: store.names.find('acc') ?? -1, name: 'acc' };
  const plans = plansOf(() => historyPage(database, 1, key, ['0', '0', 0, 0], 10, true));
  const plan = plans.flat().join();
  expect(plan).toContain('SEARCH metrics USING PRIMARY KEY');
  expect(plan).not.toMatch(SORT);
});

test('the newest logged models of an experiment are read along their index, without a sort', () => {
  const models = {
    experiment_ids: [1],
    tree: undefined,
    datasets: [],
    order: [],
    limit: 5,
    after: undefined,
  };
  const [plan] = plansOf(() => searchLoggedModels(database, models));
  expect(plan?.join()).toContain('logged_models_by_time');
  expect(plan?.join()).not.toMatch(SORT);
});

const fields = (prefix: string) => Array.from({ length: 50 }, (_, index) => `${prefix}k${index} DESC`);

function widest(entity: Entity, join: string): string {
  const field = entity === 'experiments' ? 'tags' : 'params';
  const clauses = Array.from({ length: 500 }, (_, index) => `${field}.k${index} = 'x'`);
  return `${'NOT ('.repeat(20)}${clauses.join(join)}${')'.repeat(20)}`;
}

test.each([' AND ', ' OR '])(
  'the widest filter and the longest order are within what SQLite takes, joined by%s',
  async (join) => {
    await store.write(() => {
      for (let index = 0; index < 500; index += 1) store.names.intern(`k${index}`);
    });
    const order: OrderTerm[] = parseOrderBy(fields('metrics.'), 'runs');
    const after = [...order.flatMap(() => [2, 0]), '0', ''];
    for (const experiment_ids of [[1], [1, 2]]) {
      const runs = {
        ...search('', []),
        experiment_ids,
        tree: parseFilter(widest('runs', join), 'runs'),
        order,
        after,
      };
      expect(searchRuns(database, runs).ids).toEqual([]);
    }
    const models = parseLoggedModelOrderBy(
      fields('metrics.').map((text) => ({ field_name: text.replace(' DESC', '') })),
    );
    const tree = parseFilter(widest('logged_models', join), 'logged_models');
    const modelSearch = { experiment_ids: [1], tree, datasets: [], order: models, limit: 5 };
    expect(searchLoggedModels(database, { ...modelSearch, after }).ids).toEqual([]);
    const experiments = { workspace: 'default', view: 'ALL', order: [], limit: 5, after: undefined } as const;
    expect(
      searchExperiments(database, {
        ...experiments,
        tree: parseFilter(widest('experiments', join), 'experiments'),
      }).ids,
    ).toEqual([]);
  },
);
