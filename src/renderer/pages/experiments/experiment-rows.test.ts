import { expect, test } from 'vitest';
import type { Experiment } from '../../../contract/index.ts';
import { experimentPaths } from '../../experiment-tree.ts';
import { experimentLines } from './experiment-rows.ts';
import { matching, within } from './find-experiments.ts';

const anExperiment = (name: string, more: Partial<Experiment> = {}): Experiment => ({
  experiment_id: name,
  name,
  artifact_location: '',
  lifecycle_stage: 'active',
  last_update_time: 5,
  creation_time: 5,
  workspace: 'default',
  ...more,
});

const experiments = ['vision/a', 'vision/b', 'other'].map((name) => anExperiment(name));
const pathOf = experimentPaths(experiments);

test('a folder takes what is in it together, and an experiment without runs was last active when it was changed', () => {
  const activities = new Map([
    ['vision/a', { experiment_id: 'vision/a', runs: 3, running: 1, interrupted: 1, last_run_time: 9 }],
    ['vision/b', { experiment_id: 'vision/b', runs: 2, running: 0, interrupted: 0 }],
  ]);
  const [folder, other] = experimentLines(experiments, pathOf, activities);
  expect(folder).toMatchObject({ experiments: 2, runs: 5, running: 1, interrupted: 1, activeTime: 9 });
  expect(other).toMatchObject({ label: 'other', runs: 0, running: 0, activeTime: 5 });
});

test('before the tracker told, no line says that it has no runs', () => {
  const lines = experimentLines(experiments, pathOf, undefined);
  expect(lines.map(({ runs }) => runs)).toEqual([undefined, undefined]);
});

test('what is in a folder is seen from there', () => {
  const all = ['rl.atari.pong', 'rl.atari.go', 'rl.mujoco', 'rl/atari/chess'].map((name) =>
    anExperiment(name),
  );
  const place = within(all, experimentPaths(all), ['rl', 'atari']);
  expect(place.experiments.map(({ name }) => [name, place.pathOf(name)])).toEqual([
    ['rl.atari.pong', { folders: [], label: 'pong' }],
    ['rl.atari.go', { folders: [], label: 'go' }],
    ['rl/atari/chess', { folders: [], label: 'chess' }],
  ]);
  expect(within(all, experimentPaths(all), ['rl', 'none']).experiments).toEqual([]);
});

test('a search finds every word in names, notes and tags, whatever the case', () => {
  const tagged = anExperiment('sweep', { tags: [{ key: 'Team', value: 'Vision' }] });
  expect(matching([tagged, ...experiments], 'VISION team')).toEqual([tagged]);
  expect(matching(experiments, '  ')).toBe(experiments);
});
