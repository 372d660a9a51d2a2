import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFileArtifactStore } from './file.ts';
import { ARTIFACT_ROOT, parseArtifactPath, resolveInside } from './paths.ts';

const base = await realpath(await mkdtemp(join(tmpdir(), 'artifact-paths-')));
const root = join(base, 'root');
const outside = join(base, 'outside');
const CANARY = 'untouched';

beforeAll(async () => {
  await mkdir(join(root, 'run', 'model'), { recursive: true });
  await mkdir(outside);
  await writeFile(join(outside, 'canary.txt'), CANARY);
  await writeFile(join(root, 'run', 'a.txt'), 'a');
  await symlink(outside, join(root, 'link'));
  await symlink(join(outside, 'canary.txt'), join(root, 'run', 'linked.txt'));
  await symlink(join(outside, 'new-folder'), join(root, 'dangling'));
  await symlink(join(root, 'run'), join(root, 'inner'));
});

afterAll(() => rm(base, { recursive: true }));

async function expectOutsideIntact(): Promise<void> {
  expect(await readdir(base)).toEqual(['outside', 'root']);
  expect(await readdir(outside)).toEqual(['canary.txt']);
  expect(await readFile(join(outside, 'canary.txt'), 'utf8')).toBe(CANARY);
}

const TRAVERSALS = [
  '../outside/canary.txt',
  '..%2foutside%2fcanary.txt',
  '..%2Foutside/canary.txt',
  '%2e%2e/outside/canary.txt',
  '%2E%2E%2Foutside%2Fcanary.txt',
  '.%2e/outside/canary.txt',
  '%252e%252e%252foutside%252fcanary.txt',
  '..%252foutside%252fcanary.txt',
  '%25252e%25252e%25252foutside%25252fcanary.txt',
  'run/../../outside/canary.txt',
  'run/%2e%2e/%2e%2e/outside/canary.txt',
  'run/..',
  '..',
  '..\\outside\\canary.txt',
  '..%5coutside%5ccanary.txt',
  '..%255coutside%255ccanary.txt',
  'run\\..\\..\\outside\\canary.txt',
  `/${outside}/canary.txt`,
  '//etc/passwd',
  '/etc/passwd',
  '%2fetc%2fpasswd',
  '%252fetc%252fpasswd',
  '//server/share/x',
  'C:\\Windows\\win.ini',
  'C:/Windows/win.ini',
  'c%3a/Windows/win.ini',
  'file:///etc/passwd',
  'file:/etc/passwd',
  'run/a.txt%00.png',
  '%00',
  'a%2500',
  'a%0d%0ab',
  '%c0%ae%c0%ae/outside/canary.txt',
  '..%c0%afoutside%c0%afcanary.txt',
  '%e0%80%ae%e0%80%ae/outside/canary.txt',
  '%25c0%25ae%25c0%25ae/outside/canary.txt',
  'a#/../../outside/canary.txt',
  'a%23b',
  './a',
  'a/',
  '%2525252525252525252525252e',
  '.tidemark-tmp/x',
  'run/.TideMark-TMP',
];

it('slashes in a row count as one, as on a file system', () => {
  expect(parseArtifactPath('a//b///c.txt')).toBe('a/b/c.txt');
});

describe('parseArtifactPath', () => {
  it.each(TRAVERSALS)('refuses %j, and no operation with it reaches outside', async (raw) => {
    expect(() => parseArtifactPath(raw)).toThrow(
      expect.objectContaining({
        code: 'INVALID_PARAMETER_VALUE',
        message: expect.stringContaining('Invalid path'),
      }),
    );
    await expectOutsideIntact();
  });

  it.each([
    ['a%20b.txt', 'a b.txt'],
    ['a b.txt', 'a b.txt'],
    ['100%25.txt', '100%.txt'],
    ['100%.txt', '100%.txt'],
    ['50%off', '50%off'],
    ['a%2520b.txt', 'a%20b.txt'],
    ['c:d.txt', 'c:d.txt'],
    ['%C3%BCber/%E6%97%A5.txt', 'über/日.txt'],
    ['a+b&c=d;e,f@g', 'a+b&c=d;e,f@g'],
    ['...', '...'],
    ['a..b/..c/d..', 'a..b/..c/d..'],
    ['.hidden/file.', '.hidden/file.'],
    ['con/nul.txt', 'con/nul.txt'],
    ['', ''],
  ])('reads %j as %j', (raw, name) => {
    expect(parseArtifactPath(raw, { platform: 'linux' })).toBe(name);
  });

  it('leaves text that was decoded already as it is, but still looks through it for danger', () => {
    expect(parseArtifactPath('a%20b.txt', { decoded: true })).toBe('a%20b.txt');
    expect(() => parseArtifactPath('%2e%2e/x', { decoded: true })).toThrow("a '..' part");
    expect(() => parseArtifactPath('\ud800', { decoded: true })).toThrow('not valid Unicode');
  });

  it('forgives one trailing slash where a folder is meant', () => {
    expect(parseArtifactPath('run/model/', { folder: true })).toBe('run/model');
    expect(() => parseArtifactPath('run/model//', { folder: true })).toThrow('an empty part');
    expect(() => parseArtifactPath('/', { folder: true })).toThrow('leading slash');
  });

  it('counts length in bytes: 255 a part, 4096 in all', () => {
    expect(parseArtifactPath('ü'.repeat(127))).toHaveLength(127);
    expect(() => parseArtifactPath('ü'.repeat(128))).toThrow('longer than 255 bytes');
    const deep = Array.from({ length: 32 }, () => 'd'.repeat(127)).join('/');
    expect(parseArtifactPath(deep)).toHaveLength(4095);
    expect(() => parseArtifactPath(`${deep}/e`)).toThrow('longer than 4096 bytes');
    expect(() => parseArtifactPath('x'.repeat(10_000_000))).toThrow('longer than 4096 bytes');
  });

  it.each(['c:d.txt', 'CON', 'a/nul.txt', 'com1', 'LPT9.log', 'a.', 'b /c', 'what?', 'a|b', 'TIDEMA~1/x'])(
    'refuses %j on Windows only',
    (raw) => {
      expect(parseArtifactPath(raw, { platform: 'linux' })).toBe(raw);
      expect(() => parseArtifactPath(raw, { platform: 'win32' })).toThrow('Invalid path');
    },
  );
});

describe('resolveInside', () => {
  it('finds existing and future places below the root', async () => {
    expect(await resolveInside(root, ARTIFACT_ROOT)).toBe(root);
    expect(await resolveInside(root, parseArtifactPath('run/a.txt'))).toBe(join(root, 'run/a.txt'));
    expect(await resolveInside(root, parseArtifactPath('x/y/z'))).toBe(join(root, 'x/y/z'));
    expect(await resolveInside(root, parseArtifactPath('inner/a.txt'))).toBe(join(root, 'run/a.txt'));
  });

  it.each(['link/canary.txt', 'link/new/deep.txt', 'dangling/x.txt'])(
    'treats %s as not there',
    async (raw) => {
      await expect(resolveInside(root, parseArtifactPath(raw))).rejects.toMatchObject({
        code: 'RESOURCE_DOES_NOT_EXIST',
        message: expect.stringContaining(raw),
      });
    },
  );

  it('lets no operation through a symbolic link that leads out', async () => {
    const store = await openFileArtifactStore(root);
    const missing = { code: 'RESOURCE_DOES_NOT_EXIST' };
    for (const raw of ['link/canary.txt', 'run/linked.txt', 'link']) {
      await expect(store.open(parseArtifactPath(raw))).rejects.toMatchObject(missing);
      await expect(store.stat(parseArtifactPath(raw))).rejects.toMatchObject(missing);
      expect(await store.list(parseArtifactPath(raw))).toEqual([]);
      expect(await store.size(parseArtifactPath(raw))).toEqual({ bytes: 0, files: 0 });
    }
    await expect(store.put(parseArtifactPath('link/new.txt'), Readable.from(['x']))).rejects.toMatchObject(
      missing,
    );
    await store.delete(parseArtifactPath('link/canary.txt'));
    await expectOutsideIntact();
  });
});

describe('10,000 random paths', () => {
  const parts = fc.oneof(
    fc.constantFrom(
      '..',
      '.',
      '',
      '...',
      'link',
      'dangling',
      'inner',
      'run',
      'outside',
      'canary.txt',
      'C:',
      'file:',
    ),
    fc.constantFrom('\\', '..\\', '\0', '#', '%', '~', 'ü', 'con', '.tidemark-tmp', '\u202e', '\uff0e\uff0e'),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  );
  const encodings: readonly ((text: string) => string)[] = [
    (text) => text,
    encodeURIComponent,
    (text) => encodeURIComponent(encodeURIComponent(text)),
    (text) => Buffer.from(text).toString('hex').replaceAll(/../g, '%$&'),
    (text) => Buffer.from(text).toString('hex').toUpperCase().replaceAll(/../g, '%25$&'),
    (text) => text.replaceAll('.', '%c0%ae'),
    (text) => text.replaceAll('.', '%2e'),
  ];
  const paths = fc
    .array(
      fc.tuple(
        parts,
        fc.constantFrom(...encodings),
        fc.constantFrom('/', '/', '/', '%2f', '%252F', '//', '\\'),
      ),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    .map((pieces) =>
      pieces
        .map(([part, encode, separator]) => encode(part) + separator)
        .join('')
        .slice(0, -1),
    );

  it('never lead outside the root, whatever their encoding', async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
    console.info(`artifact paths: SEED=${seed}`);
    const store = await openFileArtifactStore(root);
    const seen = { accepted: 0, stored: 0 };
    const property = fc.asyncProperty(paths, fc.boolean(), async (raw, decoded) => {
      const place = await placeOf(raw, decoded);
      if (place === undefined) return;
      seen.accepted += 1;
      expect(place === root || place.startsWith(root + sep)).toBe(true);
      expect(join(place)).toBe(place);
      if (seen.accepted % 10 !== 0) return;
      const stored = store.put(parseArtifactPath(raw, { decoded }), Readable.from(['fuzz']));
      seen.stored += await stored.then(() => 1, refusedAsInvalid);
    });
    await fc.assert(property, { numRuns: 10_000, seed });
    await expectOutsideIntact();
    expect(seen.accepted).toBeGreaterThan(1_000);
    expect(seen.stored).toBeGreaterThan(50);
  });

  async function placeOf(raw: string, decoded: boolean): Promise<string | undefined> {
    try {
      return await resolveInside(root, parseArtifactPath(raw, { decoded }));
    } catch (error) {
      expect(error).toMatchObject({
        code: expect.stringMatching(/^(INVALID_PARAMETER_VALUE|RESOURCE_DOES_NOT_EXIST)$/),
      });
      return undefined;
    }
  }

  function refusedAsInvalid(error: unknown): number {
    expect(error).toMatchObject({ code: 'INVALID_PARAMETER_VALUE' });
    return 0;
  }
});
