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
import { copiesOf, siblingsOf } from './model-lineage.ts';
import { countVersionsByStage, highestVersionIds } from './model-rows.ts';
import { latestVersions, modelVersionsByIds } from './model-versions.ts';
import { modelAliases, registeredModelsByIds, registeredModelTags } from './registered-models.ts';
import { PARENT_TAG, runRows } from './run-rows.ts';
import { searchExperiments } from './search-experiments.ts';
import { searchLoggedModels } from './search-logged-models.ts';
import { searchModelVersions } from './search-model-versions.ts';
import { searchRegisteredModels } from './search-registered-models.ts';
import { searchRuns } from './search-runs.ts';
import { boardRows, firstModelMetrics, firstRunMetrics, firstVersionTags } from './stage-board.ts';
import { openTestStore } from './testing/open.ts';
import { storeRun } from './testing/sample-runs.ts';
import { countPendingRequests, pendingRequestsOf } from './transition-requests.ts';
import { lastStageMoves, listVersionMoves, versionMovesUntil } from './version-moves.ts';

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

const registry = (
  entity: 'registered_models' | 'model_versions',
  filter: string,
  order_by: string[] = [],
) => ({
  workspace: 'default',
  tree: parseFilter(filter, entity),
  order: parseOrderBy(order_by, entity),
  limit: 5,
  after: undefined,
});

test.each([
  ['', [], 'registered_models_by_name'],
  ["tags.`mlflow.prompt.is_prompt` = 'false'", [], 'registered_models'],
  ['', ['last_updated_timestamp DESC'], 'registered_models_by_update'],
  ['', ['creation_timestamp DESC'], 'registered_models_by_creation'],
])(
  'registered models with filter %j ordered by %j are read along %s, without a sort',
  (filter, order, index) => {
    const asked = registry('registered_models', filter, order);
    const [plan] = plansOf(() => searchRegisteredModels(database, asked));
    expect(plan?.join()).toContain(index);
    expect(plan?.join()).not.toMatch(SORT);
  },
);

test('a later page of registered models starts within the index of names', () => {
  const after = ['m'];
  const [plan] = plansOf(() =>
    searchRegisteredModels(database, { ...registry('registered_models', ''), after }),
  );
  expect(plan?.join()).toContain('registered_models_by_name (workspace=? AND is_prompt=? AND name>?)');
});

test('what a page of registered models shows is looked up by model and stage: no other version is read', () => {
  const plans = plansOf(() => {
    latestVersions(database, [1, 2], ['None', 'Staging']);
    modelVersionsByIds(database, [1]);
    registeredModelsByIds(database, [1]);
    registeredModelTags(database, [1]);
    modelAliases(database, [1]);
  });
  const all = plans.flat().join('\n');
  expect(all).not.toMatch(/SCAN (?!j |s |json_each|CONSTANT)/);
  expect(all).toContain('model_versions_by_stage (model=? AND stage=?');
});

test('versions of a name and of a run are looked up by their indexes', () => {
  const planOf = (filter: string) =>
    plansOf(() => searchModelVersions(database, registry('model_versions', filter)))
      .flat()
      .join();
  expect(planOf("name = 'm'")).toMatch(/SEARCH m USING .*\(workspace=\? AND .*name=\?\).*SEARCH v USING/);
  expect(planOf("run_id = 'r1' AND tags.k = 'v'")).toContain('model_versions_by_run (run_id=?)');
});

/** A step that reads a whole table; `j` and `k` are lists of ids, `f` and `found` what was found of them. */
const WHOLE_TABLE = /SCAN (?!j\b|k\b|s\b|f\b|found\b|json_each|CONSTANT|\(subquery)/;

test('a stage board looks up versions, moves, metrics and tags by their keys: nothing of other models is read', () => {
  const plans = plansOf(() => {
    boardRows(database, 1);
    lastStageMoves(database, 1);
    firstModelMetrics(database, [1], 4);
    firstRunMetrics(database, [1], 4);
    firstVersionTags(database, [1], 8);
    pendingRequestsOf(database, 1);
    versionMovesUntil(database, 1, 1);
  });
  const all = plans.flat().join('\n');
  expect(all).not.toMatch(WHOLE_TABLE);
  expect(all).toContain('version_moves_by_version (model=? AND version=?)');
  expect(all).toContain('version_moves_by_model (model=?)');
  expect(all).toContain('transition_requests_by_model (model=? AND state=?)');
  expect(all).toContain('SEARCH x USING PRIMARY KEY (run=? AND key=?)');
});

test('a page of a history is read along its index, without a sort', () => {
  const search = { model: 1, before: 9, limit: 5 };
  const [whole, ofVersion] = plansOf(() => {
    listVersionMoves(database, { ...search, version: undefined });
    listVersionMoves(database, { ...search, version: 2 });
  });
  expect(whole?.join()).toContain('version_moves_by_model (model=? AND id<?)');
  expect(ofVersion?.join()).toContain('version_moves_by_version (model=? AND version=? AND id<?)');
  expect([whole, ofVersion].join()).not.toMatch(SORT);
});

test('the table of registered models counts versions and requests of the page alone', () => {
  const plans = plansOf(() => {
    countVersionsByStage(database, [1, 2]);
    highestVersionIds(database, [1, 2]);
    countPendingRequests(database, [1, 2]);
  });
  const all = plans.flat().join('\n');
  expect(all).not.toMatch(WHOLE_TABLE);
  expect(all).toContain('model_versions_by_stage (model=?)');
  expect(all).toContain('transition_requests_by_model (model=? AND state=?)');
});

test('copies and siblings of a version are found by their indexes', () => {
  const [copies, siblings] = plansOf(() => {
    copiesOf(database, 'default', 'models:/m/1', 5);
    siblingsOf(database, 1, 'default', 5);
  });
  expect(copies?.join()).toContain('model_versions_by_source (source=?)');
  expect(siblings?.join()).toContain('model_versions_by_run (run_id=?)');
  expect(siblings?.join()).toContain('model_versions_by_model_id (model_id=?)');
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
