import { expect, test } from 'vitest';
import { configWords, numberOf, stopsOf, stopsText, trimmedConfig } from './config-values.ts';

test('settings without a value are left out, and so is a config of none', () => {
  expect(trimmedConfig({ provider: 'openai', model_name: '', stop_sequences: [], temperature: 0 })).toEqual({
    provider: 'openai',
    temperature: 0,
  });
  expect(trimmedConfig({ model_name: '', extra_params: {} })).toBeUndefined();
});

test('stop sequences with line breaks and backslashes come back as they were', () => {
  const stops = ['END', '\n\n', 'a\\n', '  '];
  expect(stopsOf(stopsText(stops))).toEqual(stops);
  expect(stopsText(['\n'])).toBe('\\n');
});

test('nothing typed is no number, and words are not one either', () => {
  expect(numberOf(' ')).toBeUndefined();
  expect(numberOf('0.')).toBe(0);
  expect(numberOf('warm')).toBeNaN();
});

test('a config is said in a few words', () => {
  expect(
    configWords({ provider: 'openai', model_name: 'gpt-4o-mini', temperature: 0.2, max_tokens: 50 }),
  ).toBe('openai · gpt-4o-mini · temperature 0.2 · max tokens 50');
});
