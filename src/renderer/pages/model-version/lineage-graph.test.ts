import { expect, test } from 'vitest';
import type { ModelLineage } from '../../../contract/index.ts';
import { lineageGraph as graphIn, NODE_HEIGHT } from './lineage-graph.ts';

const lineageGraph = (lineage: ModelLineage) => graphIn(lineage, 2000);

const alone: ModelLineage = {
  version: {
    ...{ name: 'fraud model', version: '3', stage: 'None', aliases: [], source: 's3://b/m' },
    ...{ creation_time: 1, status: 'READY' },
  },
  ...{ run_metrics: [], datasets: [], copies: [], siblings: [] },
};

const run = {
  ...{ run_id: 'r1', run_name: 'amber-fox', status: 'FINISHED', experiment_id: '7' },
  ...{ experiment_name: 'bars', start_time: 1, lifecycle_stage: 'active' as const },
};
const logged_model = {
  ...{ model_id: 'm-1', name: 'model', status: 'READY', experiment_id: '7', params: [], metrics: [] },
};
const dataset = (name: string) => ({ name, digest: 'd1', source_type: 'local', context: 'training' });
const arrows = ({ edges }: ReturnType<typeof lineageGraph>) => edges.map(({ id }) => id);
const titles = ({ nodes }: ReturnType<typeof lineageGraph>) => nodes.map(({ title }) => title);

test('a version of which nothing is known stands with its stage alone', () => {
  const graph = lineageGraph(alone);
  expect(titles(graph)).toEqual(['fraud model v3', 'None']);
  expect(arrows(graph)).toEqual(['version fraud model/3 → stage None']);
  expect(graph.nodes.find(({ isSubject }) => isSubject)?.to).toBe('/models/fraud%20model/versions/3');
});

test('data leads to the run, the run to the logged model, and that to the version and its siblings', () => {
  const graph = lineageGraph({
    ...alone,
    run,
    logged_model,
    datasets: [dataset("ana's")],
    siblings: [{ name: 'other', version: '1' }],
  });
  expect(arrows(graph)).toEqual([
    "dataset ana's d1 training → run r1",
    'run r1 → logged m-1',
    'logged m-1 → version fraud model/3',
    'logged m-1 → version other/1',
    'version fraud model/3 → stage None',
  ]);
  const columns = new Set(graph.nodes.map(({ x }) => x));
  expect(columns.size).toBe(5);
  expect(graph.nodes[0]?.to).toBe(
    `/experiments/7?${new URLSearchParams({ filter: `dataset.name = "ana's" AND dataset.digest = 'd1'` })}`,
  );
});

test('a copy comes from the version it was copied from, and leads to its own copies and aliases', () => {
  const version = { ...alone.version, aliases: ['champion'] };
  const graph = lineageGraph({
    ...{ ...alone, version, run },
    copied_from: { name: 'staging.fraud', version: '9' },
    copies: [{ name: 'eu.fraud', version: '1' }],
    siblings: [
      { name: 'staging.fraud', version: '9' },
      { name: 'eu.fraud', version: '1' },
    ],
  });
  expect(arrows(graph)).toEqual([
    'run r1 → version staging.fraud/9',
    'version staging.fraud/9 → version fraud model/3',
    'version fraud model/3 → stage None',
    'version fraud model/3 → alias champion',
    'version fraud model/3 → version eu.fraud/1',
  ]);
});

test('of many, the first are drawn and the others counted, without one on top of another', () => {
  const graph = lineageGraph({
    ...alone,
    run,
    datasets: Array.from({ length: 20 }, (_, at) => dataset(`d${at}`)),
  });
  expect(titles(graph)).toContain('12 more datasets');
  const column = graph.nodes.filter(({ x }) => x === 0).map(({ y }) => y);
  expect(column).toHaveLength(9);
  for (const [at, y] of column.entries())
    if (at > 0) expect(y - (column[at - 1] ?? 0)).toBeGreaterThan(NODE_HEIGHT);
  const middle = graph.nodes.find(({ kind }) => kind === 'run')?.y;
  expect(middle).toBe(column[4]);
});

test('nodes narrow with the room there is, down to what can be read', () => {
  const widths = [2000, 800, 100].map((room) => graphIn({ ...alone, run, logged_model }, room).width);
  expect(widths[0]).toBeGreaterThan(widths[1] ?? 0);
  expect(widths[1]).toBeGreaterThan(widths[2] ?? 0);
  expect(widths[2]).toBeGreaterThan(100);
});
