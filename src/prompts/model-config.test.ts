import { expect, test } from 'vitest';
import type { ModelConfig } from '../contract/index.ts';
import { checkModelConfig, PROVIDERS, providerOf } from './index.ts';

const fields = (config: ModelConfig) => checkModelConfig(config).map(({ field }) => field);

test('every provider has a model and takes a configuration within its ranges', () => {
  expect(PROVIDERS.map(({ id }) => id)).toEqual([
    'openai',
    'anthropic',
    'gemini',
    'mistral',
    'ollama',
    'custom',
  ]);
  for (const { id, fields: own } of PROVIDERS) {
    expect(own.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['model_name', 'temperature', 'max_tokens']),
    );
    const least = own.map(({ name, kind, min }) => [
      name,
      kind === 'text' ? 'm' : kind === 'texts' ? ['s'] : (min ?? 0),
    ]);
    expect(checkModelConfig({ provider: id, ...Object.fromEntries(least) })).toEqual([]);
  }
});

test('what is outside the range of a provider is told by its field', () => {
  expect(fields({ provider: 'anthropic', temperature: 1.5 })).toEqual(['temperature']);
  expect(fields({ provider: 'openai', temperature: 1.5 })).toEqual([]);
  expect(fields({ provider: 'openai', top_k: 3 })).toEqual(['top_k']);
  expect(fields({ provider: 'openai', stop_sequences: ['a', 'b', 'c', 'd', 'e'] })).toEqual([
    'stop_sequences',
  ]);
  expect(fields({ provider: 'gemini', frequency_penalty: -3, top_p: 1.1 })).toEqual([
    'frequency_penalty',
    'top_p',
  ]);
  expect(checkModelConfig({ temperature: -1 })).toEqual([
    { field: 'temperature', message: 'Temperature must be a number of at least 0.' },
  ]);
});

test('numbers that are none, and texts that are empty, are told', () => {
  expect(fields({ max_tokens: 1.5, top_k: 0, temperature: Number.NaN, stop_sequences: [''] })).toEqual([
    ...['max_tokens', 'top_k', 'temperature', 'stop_sequences'],
  ]);
  expect(fields({ extra_params: { temperature: 1 } })).toEqual(['extra_params']);
  expect(fields({ extra_params: { seed: 1 } })).toEqual([]);
});

test('a provider is known in any case and by the name that MLflow uses; others are custom', () => {
  expect(
    ['OpenAI', ' google ', 'Gemini', 'mine', undefined, '__proto__'].map((name) => providerOf(name).id),
  ).toEqual([...['openai', 'gemini', 'gemini', 'custom', 'custom', 'custom']]);
});
