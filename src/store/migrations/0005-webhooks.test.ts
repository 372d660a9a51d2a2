import { expect, test } from 'vitest';
import { openTestStore } from '../testing/open.ts';

const DELIVERY = `INSERT INTO webhook_deliveries (webhook, event, delivery_id, attempt, time, state, duration_ms)
  VALUES (1, ?, 'd', 1, 0, 'delivered', 1)`;

async function openFilled() {
  const store = await openTestStore();
  const { database } = store;
  database.exec(
    `INSERT INTO webhooks (webhook_id, workspace, name, description, url, status, events, creation_time, last_update_time)
       VALUES ('w', 'default', 'hook', '', 'https://example.com/', 'ACTIVE', '[]', 0, 0);
     INSERT INTO webhook_events (seq, object, entity, action, data, time) VALUES (1, 'm', 'prompt', 'created', '{}', 0);
     INSERT INTO webhook_queue VALUES (1, 1, 'd', 0, 0, 0);`,
  );
  database.statement(DELIVERY).run(1);
  return store;
}

test('a webhook takes its queue and its log with it', async () => {
  await using store = await openFilled();
  store.database.exec('DELETE FROM webhooks');
  expect(store.database.value('SELECT count(*) FROM webhook_queue')).toBe(0);
  expect(store.database.value('SELECT count(*) FROM webhook_deliveries')).toBe(0);
});

test('an event cannot go while somebody is to be told of it, nor can the log tell of one that is not there', async () => {
  await using store = await openFilled();
  expect(() => store.database.exec('DELETE FROM webhook_events')).toThrow('FOREIGN KEY');
  expect(() => store.database.statement(DELIVERY).run(2)).toThrow('FOREIGN KEY');
});

test('numbers of events are never used again, so that their order stays', async () => {
  await using store = await openFilled();
  store.database.exec('DELETE FROM webhooks; DELETE FROM webhook_events;');
  store.database.exec(
    "INSERT INTO webhook_events (seq, object, entity, action, data, time) VALUES (2, 'm', 'prompt', 'created', '{}', 0)",
  );
  expect(store.database.value('SELECT id FROM webhook_events')).toBe(2);
});

test.each([
  ['the next event of a webhook', 'SELECT event FROM webhook_queue WHERE webhook = 1 ORDER BY event LIMIT 1'],
  [
    'the newest lines of a log',
    'SELECT * FROM webhook_deliveries WHERE webhook = 1 AND id < 9 ORDER BY id DESC',
  ],
  ['who still needs an event', 'SELECT 1 FROM webhook_queue WHERE event = 1'],
  ['which lines tell of an event', 'SELECT 1 FROM webhook_deliveries WHERE event = 1'],
  [
    'the lines of a delivery',
    "SELECT 1 FROM webhook_deliveries WHERE delivery_id = 'd' ORDER BY id DESC LIMIT 1",
  ],
])('%s are found without a scan or a sort', async (_, sql) => {
  await using store = await openFilled();
  const plan = store.database.statement(`EXPLAIN QUERY PLAN ${sql}`).all();
  expect(plan.map((row) => String(row[3])).join(' ')).toMatch(/^SEARCH [^ ]+ USING (?!.*B-TREE)/);
});
