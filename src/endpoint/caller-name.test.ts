import { expect, test } from 'vitest';
import { TrackingError } from '../contract/index.ts';
import { callerName } from './caller-name.ts';

const basic = (text: string, encoding: BufferEncoding = 'utf8') =>
  `Basic ${Buffer.from(text, encoding).toString('base64')}`;

function refusal(header: string): string {
  try {
    return `accepted ${callerName(header)}`;
  } catch (error) {
    if (error instanceof TrackingError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

test.each([
  ['a name without a password', basic('ana:'), 'ana'],
  ['a name with a password, which is not looked at', basic('ana:se:cret'), 'ana'],
  ['a scheme in another case', basic('ana:').replace('Basic', 'bAsIc'), 'ana'],
  ['spaces around', `  ${basic('ana:')}  `, 'ana'],
  ['a name in UTF-8', basic('Zoë 🙂:'), 'Zoë 🙂'],
  ["a name in Latin-1, as MLflow's Python client sends it", basic('Zoë:', 'latin1'), 'Zoë'],
  ['120 characters', basic(`${'é'.repeat(120)}:`), 'é'.repeat(120)],
  ['no header', undefined, undefined],
  ['an empty name', basic(':secret'), undefined],
  ['a blank name', basic('  :'), undefined],
  ['a token of another scheme', 'Bearer abc', undefined],
  ['a scheme that only begins alike', `Basics ${Buffer.from('ana:').toString('base64')}`, undefined],
])('%s is read', (_, header, name) => {
  expect(callerName(header)).toBe(name);
});

test.each([
  ['what is no base64', 'Basic !!', 'is not base64'],
  ['a name alone', basic('ana'), 'no colon'],
  ['nothing', 'Basic', 'no colon'],
  ['121 characters', basic(`${'x'.repeat(121)}:`), 'more than 120 characters'],
  ['control characters', basic('a\nb:'), 'control characters'],
  ['a NUL', basic('a\0:'), 'control characters'],
])('%s is refused in words that say what to do', (_, header, words) => {
  const answer = refusal(header);
  expect(answer).toContain('INVALID_PARAMETER_VALUE: The Authorization header cannot be read as a name');
  expect(answer).toContain(words);
  expect(answer).toContain('MLFLOW_TRACKING_USERNAME');
});
