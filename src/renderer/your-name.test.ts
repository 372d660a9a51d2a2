import { expect, test } from 'vitest';
import { actorWords, nameHeaders, nameProblem } from './your-name.ts';

const decoded = ({ authorization = '' }: Record<string, string>) =>
  Buffer.from(authorization.replace('Basic ', ''), 'base64').toString('utf8');

test('a name goes out as the user of HTTP Basic without a password, in UTF-8', () => {
  expect(nameHeaders('ana')).toEqual({ authorization: 'Basic YW5hOg==' });
  expect(decoded(nameHeaders('Zoë Łukasz 字'))).toBe('Zoë Łukasz 字:');
});

test('without a name nothing is sent', () => {
  expect(nameHeaders('')).toEqual({});
});

test('a name that the header cannot carry is refused with the reason', () => {
  expect(nameProblem('ana')).toBeUndefined();
  expect(nameProblem('')).toBeUndefined();
  expect(nameProblem('a'.repeat(120))).toBeUndefined();
  expect(nameProblem('a'.repeat(121))).toMatch('at most 120');
  expect(nameProblem('ana:b')).toMatch('colon');
  expect(nameProblem('ana\nb')).toMatch('control');
});

test('what nobody put a name to was done on this machine', () => {
  expect(actorWords('local')).toBe('this machine');
  expect(actorWords('ana')).toBe('ana');
});
