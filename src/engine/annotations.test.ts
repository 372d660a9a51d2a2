import { afterAll, expect, test } from 'vitest';
import { openTestEngine, START } from './testing/open.ts';
import { ownedRows, total } from './testing/rows.ts';
import { newExperiment, newRun } from './testing/runs.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

const create = async (note: object = {}) =>
  (
    (await engine.send('createAnnotation', {
      experiment_id: '0',
      step: 12,
      text: 'lr cut here',
      ...note,
    })) as { annotation: { annotation_id: string } }
  ).annotation;

test('a note comes back as it was made, of an experiment or of a run and a metric, by step', async () => {
  const experiment_id = await newExperiment(engine, 'notes');
  const run_id = await newRun(engine, { experiment_id });
  const common = {
    annotation_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    experiment_id,
    creation_time: START,
    last_update_time: START,
    actor: 'local',
  };
  await create({ experiment_id });
  const ofRun = await create({ experiment_id, run_id, metric_key: 'loss', step: '-3', text: 'warm-up' });
  expect(ofRun).toEqual({ ...common, run_id, metric_key: 'loss', step: -3, text: 'warm-up' });
  expect(await engine.call('listAnnotations', { experiment_ids: [experiment_id, experiment_id] })).toEqual({
    annotations: [ofRun, { ...common, step: 12, text: 'lr cut here' }],
  });
});

test('an update sets what it names and says by whom; a removed note is gone; each is told', async () => {
  const head = engine.store.changes.head();
  const made = await create();
  const { annotation_id } = made;
  engine.advance(5);
  const mia = { actor: 'mia', workspace: 'default' };
  expect(await engine.send('updateAnnotation', { annotation_id, text: 'new' }, mia)).toEqual({
    annotation: { ...made, text: 'new', last_update_time: expect.any(Number), actor: 'mia' },
  });
  await engine.call('updateAnnotation', { annotation_id, step: 40 });
  await engine.call('deleteAnnotation', { annotation_id });
  for (const name of ['updateAnnotation', 'deleteAnnotation'] as const)
    expect(await engine.refusal(name, { annotation_id })).toContain('RESOURCE_DOES_NOT_EXIST: No annotation');
  expect(engine.store.changes.after(head, 10)).toMatchObject(
    ['createAnnotation', 'updateAnnotation', 'updateAnnotation', 'deleteAnnotation'].map((operation) => ({
      operation,
      object_type: 'annotation',
      object_id: annotation_id,
      experiment_id: '0',
    })),
  );
});

test.each([
  [{ text: ' ' }, "'text' is empty"],
  [{ text: 'x'.repeat(5001) }, "'text' is 5001 characters long; the limit is 5000"],
  [{ step: 1.5 }, "'step': it must be an integer"],
  [{ metric_key: '../x' }, "for parameter 'metric_key'"],
  [{ run_id: 'x' }, 'RESOURCE_DOES_NOT_EXIST: Run with id=x'],
  [{ experiment_id: '9' }, 'RESOURCE_DOES_NOT_EXIST: No experiment with id 9'],
])('a note with %o is refused', async (note, message) => {
  expect(
    await engine.refusal('createAnnotation', { experiment_id: '0', step: 1, text: 'x', ...note }),
  ).toContain(message);
});

test('a note names an experiment that its run is in, and goes with it to another', async () => {
  const [from, to] = [await newExperiment(engine, 'from'), await newExperiment(engine, 'to')];
  const run_id = await newRun(engine, { experiment_id: from });
  expect(
    await engine.refusal('createAnnotation', { experiment_id: to, run_id, step: 1, text: 'x' }),
  ).toContain(`is in experiment ${from}, not in experiment ${to}`);
  await create({ experiment_id: from, run_id });
  await engine.call('moveRuns', { run_ids: [run_id], experiment_id: to });
  const count = async (id: string) =>
    (await engine.call('listAnnotations', { experiment_ids: [id] })).annotations.length;
  expect([await count(from), await count(to)]).toEqual([0, 1]);
});

test('notes hide with a deleted run, and are removed with a purged run or experiment', async () => {
  await using own = await openTestEngine();
  const experiment_id = await newExperiment(own, 'sweep');
  const runs = [await newRun(own, { experiment_id }), await newRun(own, { experiment_id })];
  for (const run_id of [undefined, ...runs])
    await own.call('createAnnotation', { experiment_id, run_id, step: 1, text: 'x' });
  const shown = async () =>
    (await own.call('listAnnotations', { experiment_ids: [experiment_id] })).annotations.length;
  const run_ids = runs.slice(0, 1);
  await own.call('deleteRuns', { run_ids });
  expect(await shown()).toBe(2);
  await own.call('purge', { run_ids });
  expect(ownedRows(own)['annotations']).toBe(2);
  await own.call('deleteExperiment', { experiment_id });
  const before = total(ownedRows(own));
  const { database_rows } = await own.call('purge', { experiment_ids: [experiment_id] });
  expect(database_rows).toBe(before - total(ownedRows(own)));
  expect(ownedRows(own)['annotations']).toBe(0);
});

test('notes of another workspace do not exist', async () => {
  const { annotation_id } = await create();
  const stranger = { actor: 'x', workspace: 'other' };
  for (const name of ['updateAnnotation', 'deleteAnnotation'] as const)
    expect(await engine.refusal(name, { annotation_id }, stranger)).toContain('RESOURCE_DOES_NOT_EXIST');
  expect(await engine.send('listAnnotations', { experiment_ids: ['0'] }, stranger)).toEqual({
    annotations: [],
  });
});
