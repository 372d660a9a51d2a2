import fc from 'fast-check';
import { expect, it } from 'vitest';
import { attachmentDisposition } from './content-disposition.ts';

it.each([
  ['run/model/MLmodel', 'attachment; filename="MLmodel"'],
  ['a b.txt', 'attachment; filename="a b.txt"'],
  ['say "hi";x.txt', 'attachment; filename="say \\"hi\\";x.txt"'],
  ['café.txt', `attachment; filename="cafe.txt"; filename*=UTF-8''caf%C3%A9.txt`],
  ['日本.txt', `attachment; filename=".txt"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.txt`],
  ['日本', `attachment; filename="download"; filename*=UTF-8''%E6%97%A5%E6%9C%AC`],
  ['100%.txt', `attachment; filename="100_.txt"; filename*=UTF-8''100%25.txt`],
  ["é'(*)!", `attachment; filename="e'(*)!"; filename*=UTF-8''%C3%A9%27%28%2A%29!`],
])('names %j as %s', (path, header) => {
  expect(attachmentDisposition(path)).toBe(header);
});

it('is one safe header line for any name at all, and gives the exact name back', () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
  console.info(`content disposition: SEED=${seed}`);
  const names = fc.string({ unit: 'binary', minLength: 1 }).filter((name) => !name.includes('/'));
  const property = fc.property(names, (name) => {
    const [, plain = '', extended] =
      /^attachment; filename="((?:[ !#-[\]-~]|\\["\\])+)"(?:; filename\*=UTF-8''([\w!#$&+.^`|~%-]+))?$/.exec(
        attachmentDisposition(name),
      ) ?? [];
    expect(extended === undefined ? plain.replaceAll(/\\(.)/g, '$1') : decodeURIComponent(extended)).toBe(
      name,
    );
  });
  fc.assert(property, { numRuns: 2000, seed });
});
