import { expect, test } from 'vitest';
import { parseQuery, parseRequest, TrackingError } from './index.ts';

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof TrackingError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'accepted';
}

test('fields are taken in snake_case and in camelCase, nested ones too', () => {
  const request = parseRequest('logBatch', {
    runId: 'r',
    metrics: [{ key: 'k', value: 1, timestamp: 2, modelId: 'm-1' }],
  });
  expect(request).toEqual({ run_id: 'r', metrics: [{ key: 'k', value: 1, timestamp: 2, model_id: 'm-1' }] });
});

test('a field in both spellings is refused', () => {
  expect(refusal(() => parseRequest('getRun', { run_id: 'a', runId: 'a' }))).toContain(
    "'run_id' is given twice",
  );
});

test('int64 is taken as number, as text, and beyond 2^53 without loss', () => {
  const read = (timestamp: unknown) => parseRequest('logMetric', { key: 'k', value: 0, timestamp }).timestamp;
  expect(read(12)).toBe(12);
  expect(read('12')).toBe(12);
  expect(read(3.0)).toBe(3);
  expect(read('1790000000123456789')).toBe(1790000000123456789n);
  expect(refusal(() => read('9223372036854775808'))).toContain('64-bit');
  expect(refusal(() => read(1.5))).toContain("'timestamp'");
});

test('NaN and infinities arrive as text', () => {
  const read = (value: unknown) => parseRequest('logMetric', { key: 'k', value, timestamp: 0 }).value;
  expect(read('NaN')).toBeNaN();
  expect(read('-Infinity')).toBe(Number.NEGATIVE_INFINITY);
  expect(read('1e3')).toBe(1000);
  for (const text of ['many', '', '__proto__', 'constructor'])
    expect(refusal(() => read(text))).toContain('must be a number');
});

test('a missing or mistyped field is named in the refusal', () => {
  expect(refusal(() => parseRequest('logBatch', { metrics: [{ key: 'a', value: 1 }] }))).toBe(
    "INVALID_PARAMETER_VALUE: Missing value for required parameter 'metrics[0].timestamp'. See the API docs for more information about request parameters.",
  );
  expect(refusal(() => parseRequest('logBatch', { metrics: {} }))).toContain("'metrics': it must be a list");
  expect(refusal(() => parseRequest('logBatch', { metrics: [3] }))).toContain(
    "'metrics[0]': it must be an object",
  );
  expect(refusal(() => parseRequest('createExperiment', { name: 5 }))).toContain(
    "'name': it must be a string",
  );
  expect(refusal(() => parseRequest('updateRun', { status: 'BOGUS' }))).toContain(
    'RUNNING, SCHEDULED, FINISHED',
  );
  expect(refusal(() => parseRequest('createRun', []))).toContain('JSON object');
});

test('an integer beyond 2^53 where text is due is refused, not a failure', () => {
  expect(refusal(() => parseRequest('getRun', { run_id: [2n ** 60n] }))).toContain('must be a string');
});

test('null counts as unset and unknown fields are dropped', () => {
  expect(parseRequest('createRun', { experiment_id: '0', run_name: null, colour: 'red' })).toEqual({
    experiment_id: '0',
  });
});

test('an enum is taken by name and by number', () => {
  expect(parseRequest('updateRun', { status: 3 })).toEqual({ status: 'FINISHED' });
  expect(parseRequest('updateRun', { status: 'KILLED' })).toEqual({ status: 'KILLED' });
  expect(refusal(() => parseRequest('finalizeLoggedModel', { model_id: 'm', status: '' }))).toContain(
    "'status'",
  );
});

test('query values are read by the schema: numbers, booleans, lone and repeated keys', () => {
  expect(parseQuery('getLoggedModel', { model_id: 'm', allow_deleted: 'True' })).toEqual({
    model_id: 'm',
    allow_deleted: true,
  });
  expect(
    parseQuery('getMetricHistoryBulk', { run_id: 'a', metric_key: ['x', 'y'], max_results: '5' }),
  ).toEqual({
    run_id: ['a'],
    metric_key: 'y',
    max_results: 5,
  });
});
