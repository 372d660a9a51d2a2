import { expect, test } from 'vitest';
import { webhookHeaders, webhookPayload } from './webhook-payload.ts';

// Made by MLflow 3.17.2: json.dumps of its payload, and _generate_hmac_signature over it.
const PAYLOAD =
  '{"entity": "model_version_tag", "action": "set", "timestamp": "2026-09-21T14:13:20.000000+00:00", "data": {"name": "Modell \\u00c4", "version": "1", "key": "k\\u007f\\u2028\\"\\\\", "value": "\\ud83d\\ude00\\n/\\t"}}';
const SIGNATURE = 'v1,94NUYaI8BeGLWoBbcylvfOqxthIkxm+rxZ+6zs9hcck=';
const DELIVERY = '0f1e2d3c-0000-4000-8000-000000000001';
const TIME = 1_790_000_000_000;

test('a payload has the bytes that MLflow sends', () => {
  const data = { name: 'Modell Ä', version: '1', key: 'k\u007f\u2028"\\', value: '😀\n/\t' };
  expect(webhookPayload({ entity: 'model_version_tag', action: 'set', data }, TIME)).toBe(PAYLOAD);
});

test("the headers are MLflow's, signed over id, seconds and payload", () => {
  expect(webhookHeaders(DELIVERY, TIME + 999, PAYLOAD, 'geheim ü')).toEqual({
    'Content-Type': 'application/json',
    'X-MLflow-Delivery-Id': DELIVERY,
    'X-MLflow-Timestamp': '1790000000',
    'X-MLflow-Signature': SIGNATURE,
  });
});

test('without a secret nothing is signed', () => {
  expect(webhookHeaders(DELIVERY, TIME, PAYLOAD, undefined)).not.toHaveProperty('X-MLflow-Signature');
});
