import { expect, test } from 'vitest';
import { ARTIFACT_POLICY, PAGE_POLICY } from './content-security.ts';

const directives = (policy: string) =>
  new Map(policy.split('; ').map((each) => [each.split(' ')[0], each.split(' ').slice(1).join(' ')]));

test('the page runs its own files and speaks to its own origin only', () => {
  const policy = directives(PAGE_POLICY);
  expect(policy.get('default-src')).toBe("'none'");
  for (const name of ['script-src', 'style-src', 'connect-src', 'font-src'])
    expect(policy.get(name)).toBe("'self'");
  for (const name of ['object-src', 'base-uri', 'form-action', 'frame-ancestors'])
    expect(policy.get(name)).toBe("'none'");
  expect(policy.get('frame-src')).toBe("'self' tidemark-artifact:");
  expect([policy.get('require-trusted-types-for'), policy.get('trusted-types')]).toEqual([
    "'script'",
    'default',
  ]);
  expect(PAGE_POLICY).not.toMatch(/unsafe|\*|https?:/);
});

test('an artifact has neither script nor origin nor network', () => {
  const policy = directives(ARTIFACT_POLICY);
  expect(policy.get('sandbox')).toBe('');
  expect(policy.get('default-src')).toBe("'none'");
  expect(policy.has('script-src')).toBe(false);
  expect(policy.has('connect-src')).toBe(false);
  expect(ARTIFACT_POLICY).not.toMatch(/https?:|\*|allow-|unsafe-eval/);
});
