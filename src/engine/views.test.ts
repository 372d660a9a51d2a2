import { afterAll, expect, test } from 'vitest';
import { openTestEngine, START } from './testing/open.ts';

const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

const VIEW = {
  name: 'Best of the sweep',
  page: 'runs',
  experiment_ids: ['0'],
  state: '{"filter":"metrics.acc > 0.9"}',
};

const create = async (change: Partial<typeof VIEW> = {}) =>
  (await engine.call('createView', { ...VIEW, ...change })).view;

test('a view comes back as it was made, with an id of 32 hex digits, its time and who made it', async () => {
  const made = await create();
  expect(made).toEqual({
    ...VIEW,
    view_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    creation_time: START,
    last_update_time: START,
    actor: 'local',
  });
  expect(await engine.call('getView', { view_id: made.view_id })).toEqual({ view: made });
});

test('an update sets what it names, keeps the rest, and says when and by whom', async () => {
  const made = await create();
  engine.advance(5);
  const { view } = (await engine.send(
    'updateView',
    { view_id: made.view_id, state: '{"filter":""}' },
    { actor: 'mia', workspace: 'default' },
  )) as { view: typeof made };
  const expected = {
    ...made,
    state: '{"filter":""}',
    last_update_time: made.creation_time + 5,
    actor: 'mia',
  };
  expect(view).toEqual(expected);
  await engine.call('updateView', { view_id: made.view_id, name: 'Other', experiment_ids: [] });
  expect((await engine.call('getView', { view_id: made.view_id })).view).toMatchObject({
    name: 'Other',
    experiment_ids: [],
    state: '{"filter":""}',
  });
});

test('views are listed by name without their state, of one page or one experiment where asked', async () => {
  await using own = await openTestEngine();
  const add = async (name: string, page: string, experiment_ids: string[]) =>
    (await own.call('createView', { ...VIEW, name, page, experiment_ids })).view.view_id;
  await add('b', 'runs', ['1', '2']);
  await add('a', 'runs', ['2']);
  await add('c', 'compare', []);
  const names = async (request: { page?: string; experiment_id?: string }) =>
    (await own.call('listViews', request)).views.map(({ name }) => name);
  expect(await names({})).toEqual(['a', 'b', 'c']);
  expect(await names({ page: 'runs' })).toEqual(['a', 'b']);
  expect(await names({ experiment_id: '1' })).toEqual(['b']);
  expect(await names({ page: 'compare', experiment_id: '1' })).toEqual([]);
  expect((await own.call('listViews', {})).views[0]).not.toHaveProperty('state');
});

test('a deleted view is gone, and deleting it again says so', async () => {
  const { view_id } = await create();
  await engine.call('deleteView', { view_id });
  for (const name of ['getView', 'updateView', 'deleteView'] as const)
    expect(await engine.refusal(name, { view_id })).toContain(
      `RESOURCE_DOES_NOT_EXIST: No view with id '${view_id}'`,
    );
});

test('every write appends a change with the id of the view', async () => {
  const before = engine.store.changes.head();
  const { view_id } = await create();
  await engine.call('updateView', { view_id, name: 'n' });
  await engine.call('deleteView', { view_id });
  expect(engine.store.changes.after(before, 10)).toMatchObject(
    ['createView', 'updateView', 'deleteView'].map((operation) => ({
      operation,
      object_type: 'view',
      object_id: view_id,
      experiment_id: '0',
    })),
  );
});

test('a view of another workspace does not exist', async () => {
  const { view_id } = await create();
  const stranger = { actor: 'x', workspace: 'other' };
  for (const name of ['getView', 'updateView', 'deleteView'] as const)
    expect(await engine.refusal(name, { view_id }, stranger)).toContain('RESOURCE_DOES_NOT_EXIST');
  expect(await engine.send('listViews', {}, stranger)).toEqual({ views: [] });
});

test.each([
  [{ name: ' ' }, "'name' is empty"],
  [{ name: 'n'.repeat(251) }, "'name' is 251 characters long; the limit is 250"],
  [{ page: '../x' }, "Invalid value '../x' for parameter 'page'"],
  [{ page: '' }, "for parameter 'page'"],
  [{ experiment_ids: ['x'] }, "Invalid experiment id 'x'"],
  [{ experiment_ids: Array(101).fill('1') }, 'at most 100 experiment ids'],
  [{ state: '{' }, "'state' is not valid JSON"],
  [{ state: `"${'é'.repeat(524_288)}"` }, "'state' is 1048578 bytes long; the limit is 1048576"],
])('a view with %o is refused, new or changed', async (change, message) => {
  expect(await engine.refusal('createView', { ...VIEW, ...change })).toContain(message);
  if ('page' in change) return;
  const { view_id } = await create();
  expect(await engine.refusal('updateView', { view_id, ...change })).toContain(message);
});

test('a state of just 1 MB is kept to the last byte', async () => {
  const state = `"${'x'.repeat(1_048_574)}"`;
  const { view_id } = await create({ state });
  expect((await engine.call('getView', { view_id })).view.state).toBe(state);
});
