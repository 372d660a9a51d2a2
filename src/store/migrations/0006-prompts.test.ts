import { expect, test } from 'vitest';
import { openTestStore } from '../testing/open.ts';

const ROWS = `
INSERT INTO registered_models (id, workspace, name, is_prompt, creation_time, last_update_time)
  VALUES (1, 'default', 'p', 1, 10, 10), (2, 'default', 'q', 1, 10, 10);
INSERT INTO prompt_drafts (draft_id, model, title, content, revision, creation_time, last_update_time, actor)
  VALUES ('a', 1, 't', '{}', 1, 10, 10, 'me'), ('b', 2, 't', '{}', 1, 10, 10, 'me');
INSERT INTO prompt_traces VALUES (1, 'tr', 1, 10), (2, 'tr', 1, 10);
`;

test('drafts and links to traces go with their prompt, and with it alone', async () => {
  await using store = await openTestStore();
  store.database.exec(ROWS);
  store.database.exec('DELETE FROM registered_models WHERE id = 1');
  expect(store.database.statement('SELECT draft_id FROM prompt_drafts').all()).toEqual([['b']]);
  expect(store.database.statement('SELECT model FROM prompt_traces').all()).toEqual([[2]]);
});

test('drafts and traces of a prompt are found by an index', async () => {
  await using store = await openTestStore();
  const plan = (sql: string) =>
    store.database
      .statement(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map((row) => String(row[3]))
      .join('\n');
  const drafts = plan('SELECT * FROM prompt_drafts WHERE model = 1 ORDER BY last_update_time DESC, draft_id');
  expect(drafts).toMatch(/SEARCH prompt_drafts USING INDEX prompt_drafts_by_model/);
  expect(drafts).not.toMatch(/TEMP B-TREE/);
  expect(plan('SELECT * FROM prompt_traces WHERE model = 1')).toMatch(/^SEARCH prompt_traces/);
});
