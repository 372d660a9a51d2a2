import { expect, test } from 'vitest';
import type { WebhookDelivery } from '../../../../contract/index.ts';
import { answerWords, attemptWords, pathOfDelivery } from './delivery-words.ts';

const delivery: WebhookDelivery = {
  delivery_id: 'd',
  event: 'model_version.created',
  seq: 1,
  object: 'fraud model/3',
  attempt: 1,
  time: 1000,
  state: 'delivered',
  response_status: 200,
  duration_ms: 12,
};

test('an attempt is numbered where there is more than one', () => {
  expect(attemptWords(delivery)).toBe('');
  expect(attemptWords({ ...delivery, attempt: 3 })).toBe('attempt 3');
  expect(attemptWords({ ...delivery, state: 'retrying', next_attempt_time: 61_000 })).toMatch(
    /^attempt 1, next \d\d:\d\d:01$/,
  );
});

test('an answer is told with its time, and so is that there was none', () => {
  expect(answerWords(delivery)).toBe('200 after 12 ms');
  const { response_status: _, ...silent } = delivery;
  expect(answerWords({ ...silent, state: 'failed', duration_ms: 30_000 })).toBe('No answer after 30 s');
  expect(answerWords({ ...silent, state: 'refused' })).toBe('Not sent');
});

test.each([
  ['model_version_tag.set', 'fraud model/3', '/models/fraud%20model/versions/3'],
  ['registered_model.created', 'fraud', '/models/fraud'],
  ['model_version_alias.created', 'fraud', '/models/fraud'],
  ['prompt_version.created', 'qa/2', '/prompts/qa?version=2'],
  ['prompt_alias.deleted', 'qa', '/prompts/qa'],
])('a delivery of %s for %s leads to %s', (event, object, path) => {
  expect(pathOfDelivery({ ...delivery, event, object })).toBe(path);
});
