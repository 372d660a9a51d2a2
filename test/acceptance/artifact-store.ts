import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import {
  ARTIFACT_ROOT,
  type ArtifactErrorCode,
  type ArtifactStore,
  type ByteRange,
  parseArtifactPath,
} from '../../src/artifacts/index.ts';

const at = (path: string) => parseArtifactPath(path);
const bytes = (content: string | Buffer) => Readable.from([Buffer.from(content)], { objectMode: false });
const refusal = (code: ArtifactErrorCode, message: RegExp) => ({
  code,
  message: expect.stringMatching(message),
});

async function read(store: ArtifactStore, path: string, range?: ByteRange): Promise<string> {
  return (await buffer((await store.open(at(path), range)).stream)).toString();
}

function storing(makeStore: () => Promise<ArtifactStore>): void {
  it('gives back what was put, with its size and a strong etag', async () => {
    const store = await makeStore();
    const stored = await store.put(at('model/MLmodel'), bytes('flavors: {}'));
    expect(stored).toEqual({ size: 11, etag: expect.stringMatching(/^"[^"]+"$/) });
    const opened = await store.open(at('model/MLmodel'));
    expect(opened).toMatchObject({ ...stored, start: 0, end: 10 });
    expect((await buffer(opened.stream)).toString()).toBe('flavors: {}');
    expect(await store.stat(at('model/MLmodel'))).toMatchObject({ ...stored, is_dir: false });
  });

  it('keeps an empty file', async () => {
    const store = await makeStore();
    await store.put(at('empty.txt'), Readable.from([]), { expectedSize: 0 });
    expect(await read(store, 'empty.txt')).toBe('');
    expect(await store.list(ARTIFACT_ROOT)).toEqual([{ path: 'empty.txt', is_dir: false, file_size: 0 }]);
  });

  it('keeps every byte of a file larger than its buffers', async () => {
    const store = await makeStore();
    const content = Buffer.from(
      Uint32Array.from({ length: 1_500_000 }, (_, index) => index * 2_654_435_761).buffer,
    );
    const chunks = Array.from({ length: 93 }, (_, index) =>
      content.subarray(index * 65_000, (index + 1) * 65_000),
    );
    await store.put(at('weights.bin'), Readable.from(chunks, { objectMode: false }), {
      expectedSize: 6_000_000,
    });
    const opened = await store.open(at('weights.bin'));
    expect((await buffer(opened.stream)).equals(content)).toBe(true);
  });

  it('replaces a file, and its etag changes even when size and content do not', async () => {
    const store = await makeStore();
    const etags = new Set<string>();
    for (let round = 0; round < 50; round += 1) {
      etags.add((await store.put(at('a.txt'), bytes('same'))).etag);
    }
    expect(etags.size).toBe(50);
    expect(await read(store, 'a.txt')).toBe('same');
  });

  it('leaves one whole file when one path is put many times at once', async () => {
    const store = await makeStore();
    const contents = Array.from({ length: 12 }, (_, index) => String(index).padStart(2, '0').repeat(100_000));
    await Promise.all(contents.map((content) => store.put(at('race/one.bin'), bytes(content))));
    expect(contents).toContain(await read(store, 'race/one.bin'));
    expect(await store.size(ARTIFACT_ROOT)).toEqual({ bytes: 200_000, files: 1 });
  });

  it('keeps names as they are: spaces, percent signs, colons, other scripts', async () => {
    const store = await makeStore();
    const names = ['a%20b.txt', '100%25.txt', '50%.txt', 'c:d.txt', '%E6%97%A5%E6%9C%AC.txt', 'a%2520b.txt'];
    for (const name of names) await store.put(at(name), bytes(name));
    for (const name of names) expect(await read(store, name)).toBe(name);
    const listed = (await store.list(ARTIFACT_ROOT)).map(({ path }) => path);
    expect(listed).toEqual(['100%.txt', '50%.txt', 'a b.txt', 'a%20b.txt', 'c:d.txt', '日本.txt']);
  });
}

function refusing(makeStore: () => Promise<ArtifactStore>): void {
  it.each([3, 9])(
    'refuses 5 bytes announced as %i and keeps the file that was there',
    async (expectedSize) => {
      const store = await makeStore();
      await store.put(at('a.txt'), bytes('before'));
      const refused = store.put(at('a.txt'), bytes('after'), { expectedSize });
      await expect(refused).rejects.toMatchObject(
        refusal('BAD_REQUEST', /'a\.txt' has 5 bytes where \d were announced/),
      );
      expect(await read(store, 'a.txt')).toBe('before');
    },
  );

  it('stores nothing when the upload breaks off or is aborted', async () => {
    const store = await makeStore();
    const cut = new Readable({ read() {} });
    cut.push('half');
    const broken = store.put(at('cut.txt'), cut);
    cut.destroy(new Error('connection lost'));
    await expect(broken).rejects.toMatchObject(
      refusal('BAD_REQUEST', /'cut\.txt' ended before it was complete/),
    );
    const stopped = store.put(at('stop.txt'), new Readable({ read() {} }), { signal: AbortSignal.abort() });
    await expect(stopped).rejects.toMatchObject(refusal('BAD_REQUEST', /'stop\.txt'/));
    expect(await store.list(ARTIFACT_ROOT)).toEqual([]);
  });

  it('refuses a file where a folder is, and a folder where a file is', async () => {
    const store = await makeStore();
    await store.put(at('folder/a.txt'), bytes('a'));
    await expect(store.put(at('folder'), bytes('x'))).rejects.toMatchObject(
      refusal('INVALID_PARAMETER_VALUE', /directory.*'folder'/),
    );
    await expect(store.put(at('folder/a.txt/b.txt'), bytes('x'))).rejects.toMatchObject(
      refusal('INVALID_PARAMETER_VALUE', /'folder\/a\.txt\/b\.txt'/),
    );
    await expect(store.put(ARTIFACT_ROOT, bytes('x'))).rejects.toMatchObject({
      code: 'INVALID_PARAMETER_VALUE',
    });
    expect(await read(store, 'folder/a.txt')).toBe('a');
  });

  it('answers a missing file as missing and a folder as no file', async () => {
    const store = await makeStore();
    await store.put(at('folder/a.txt'), bytes('a'));
    for (const path of ['none.txt', 'no/such/file', 'folder/a.txt/below']) {
      const missing = refusal('RESOURCE_DOES_NOT_EXIST', new RegExp(`'${path}'`));
      await expect(store.open(at(path))).rejects.toMatchObject(missing);
      await expect(store.stat(at(path))).rejects.toMatchObject(missing);
    }
    await expect(store.open(at('folder'))).rejects.toMatchObject(
      refusal('INVALID_PARAMETER_VALUE', /directory/),
    );
    expect(await store.stat(at('folder'))).toEqual({ is_dir: true });
  });
}

function reading(makeStore: () => Promise<ArtifactStore>): void {
  it('reads a range, cut at the end of the file', async () => {
    const store = await makeStore();
    await store.put(at('digits'), bytes('0123456789'));
    expect(await read(store, 'digits', { start: 2, end: 4 })).toBe('234');
    expect(
      await store.open(at('digits'), { start: 8, end: 99 }).then(({ stream, ...rest }) => {
        stream.destroy();
        return rest;
      }),
    ).toMatchObject({ start: 8, end: 9, size: 10 });
    await expect(store.open(at('digits'), { start: 10, end: 12 })).rejects.toMatchObject(
      refusal('INVALID_PARAMETER_VALUE', /no bytes from 10/),
    );
  });

  it('goes on reading the old version while a new one replaces it', async () => {
    const store = await makeStore();
    await store.put(at('a.txt'), bytes('old'));
    const opened = await store.open(at('a.txt'));
    await store.put(at('a.txt'), bytes('newer'));
    expect((await buffer(opened.stream)).toString()).toBe('old');
  });

  it('lists one folder by name, relative to it, with sizes of files only', async () => {
    const store = await makeStore();
    for (const path of ['m/b.txt', 'm/a/deep.txt', 'm/c', 'other']) await store.put(at(path), bytes(path));
    expect(await store.list(at('m'))).toEqual([
      { path: 'a', is_dir: true },
      { path: 'b.txt', is_dir: false, file_size: 7 },
      { path: 'c', is_dir: false, file_size: 3 },
    ]);
    expect(await store.list(at('missing'))).toEqual([]);
    expect(await store.list(at('m/c'))).toEqual([]);
  });

  it('measures a file, a folder, everything, and nothing', async () => {
    const store = await makeStore();
    for (const path of ['m/b.txt', 'm/a/deep.txt', 'other']) await store.put(at(path), bytes(path));
    expect(await store.size(at('other'))).toEqual({ bytes: 5, files: 1 });
    expect(await store.size(at('m'))).toEqual({ bytes: 19, files: 2 });
    expect(await store.size(ARTIFACT_ROOT)).toEqual({ bytes: 24, files: 3 });
    expect(await store.size(at('missing'))).toEqual({ bytes: 0, files: 0 });
  });
}

function deleting(makeStore: () => Promise<ArtifactStore>): void {
  it('deletes a file or a whole folder, and what is missing already', async () => {
    const store = await makeStore();
    for (const path of ['m/b.txt', 'm/a/deep.txt', 'other', 'keep']) await store.put(at(path), bytes(path));
    for (const path of ['other', 'm', 'm', 'keep/below']) await store.delete(at(path));
    expect(await store.list(ARTIFACT_ROOT)).toEqual([{ path: 'keep', is_dir: false, file_size: 4 }]);
  });

  it('refuses to delete the root unless asked for it by name', async () => {
    const store = await makeStore();
    await store.put(at('a/b.txt'), bytes('b'));
    await expect(store.delete(ARTIFACT_ROOT)).rejects.toMatchObject({ code: 'INVALID_PARAMETER_VALUE' });
    expect(await store.size(ARTIFACT_ROOT)).toEqual({ bytes: 1, files: 1 });
    await store.delete(ARTIFACT_ROOT, { evenRoot: true });
    expect(await store.list(ARTIFACT_ROOT)).toEqual([]);
    await store.put(at('again.txt'), bytes('again'));
    expect(await read(store, 'again.txt')).toBe('again');
  });
}

function multipart(makeStore: () => Promise<ArtifactStore>): void {
  async function started(store: ArtifactStore, contents: readonly string[]) {
    const { upload_id } = await store.createMultipart(at('big.bin'), contents.length);
    const parts = await Promise.all(
      contents.map(async (content, index) => {
        const { etag } = await store.putPart(upload_id, index + 1, bytes(content));
        return { part_number: index + 1, etag };
      }),
    );
    return { upload_id, parts };
  }

  it('joins parts in order of their numbers, whatever the order they are named in', async () => {
    const store = await makeStore();
    const { upload_id, parts } = await started(store, ['one-', 'two-', 'three']);
    expect(await store.list(ARTIFACT_ROOT)).toEqual([]);
    const stored = await store.completeMultipart(at('big.bin'), upload_id, parts.toReversed());
    expect(await read(store, 'big.bin')).toBe('one-two-three');
    expect(await store.stat(at('big.bin'))).toMatchObject({ ...stored, size: 13 });
    await expect(store.completeMultipart(at('big.bin'), upload_id, parts)).rejects.toMatchObject({
      code: 'RESOURCE_DOES_NOT_EXIST',
    });
  });

  it('joins the latest of a part sent twice, and refuses the etag of the earlier one', async () => {
    const store = await makeStore();
    const { upload_id, parts } = await started(store, ['one-', 'two']);
    const { etag } = await store.putPart(upload_id, 2, bytes('new'));
    await expect(store.completeMultipart(at('big.bin'), upload_id, parts)).rejects.toMatchObject(
      refusal('INVALID_PARAMETER_VALUE', /Part 2 is not the one/),
    );
    await store.completeMultipart(at('big.bin'), upload_id, [...parts.slice(0, 1), { part_number: 2, etag }]);
    expect(await read(store, 'big.bin')).toBe('one-new');
  });

  it('refuses to join with a part missing, doubled or unknown, and can still be completed', async () => {
    const store = await makeStore();
    const { upload_id, parts } = await started(store, ['a', 'b', 'c']);
    const [first, second, third] = parts;
    if (!first || !second || !third) throw new Error('three parts were sent');
    for (const named of [
      [],
      [first, third],
      [first, second],
      [first, first, second, third],
      [second, third],
    ]) {
      await expect(store.completeMultipart(at('big.bin'), upload_id, named)).rejects.toMatchObject(
        refusal('INVALID_PARAMETER_VALUE', /Part \d is missing/),
      );
    }
    await store.completeMultipart(at('big.bin'), upload_id, parts);
    expect(await read(store, 'big.bin')).toBe('abc');
  });

  it('refuses impossible part counts, part numbers and upload ids', async () => {
    const store = await makeStore();
    for (const parts of [0, -1, 1.5, 10_001, Number.NaN]) {
      await expect(store.createMultipart(at('big.bin'), parts)).rejects.toMatchObject(
        refusal('INVALID_PARAMETER_VALUE', /1 to 10000 parts/),
      );
    }
    const { upload_id } = await store.createMultipart(at('big.bin'), 2);
    for (const number of [0, 3, 1.5]) {
      await expect(store.putPart(upload_id, number, bytes('x'))).rejects.toMatchObject({
        code: 'INVALID_PARAMETER_VALUE',
      });
    }
    for (const id of ['', '../..', crypto.randomUUID()]) {
      const unknown = { code: 'RESOURCE_DOES_NOT_EXIST' };
      await expect(store.putPart(id, 1, bytes('x'))).rejects.toMatchObject(unknown);
      await expect(store.completeMultipart(at('big.bin'), id, [])).rejects.toMatchObject(unknown);
    }
    await expect(store.completeMultipart(at('other.bin'), upload_id, [])).rejects.toMatchObject({
      code: 'RESOURCE_DOES_NOT_EXIST',
    });
  });

  it('forgets an aborted upload, and aborts it twice without complaint', async () => {
    const store = await makeStore();
    const { upload_id } = await started(store, ['a', 'b']);
    await store.abortMultipart(at('big.bin'), upload_id);
    await store.abortMultipart(at('big.bin'), upload_id);
    await expect(store.putPart(upload_id, 1, bytes('x'))).rejects.toMatchObject({
      code: 'RESOURCE_DOES_NOT_EXIST',
    });
    expect(await store.size(ARTIFACT_ROOT)).toEqual({ bytes: 0, files: 0 });
  });

  it('sweeps an abandoned upload, but not a fresh one', async () => {
    const store = await makeStore();
    const { upload_id, parts } = await started(store, ['a']);
    expect(await store.sweepTemporaries(3_600_000)).toBe(0);
    await store.completeMultipart(at('big.bin'), upload_id, parts);
    await started(store, ['b']);
    expect(await store.sweepTemporaries(-1)).toBe(1);
    expect(await store.sweepTemporaries(-1)).toBe(0);
    expect(await read(store, 'big.bin')).toBe('a');
  });
}

/** What every artifact store must do, whatever holds its files. `makeStore` gives a new, empty one each time. */
export function runArtifactStoreTests(name: string, makeStore: () => Promise<ArtifactStore>): void {
  describe(`${name} artifact store: storing`, () => storing(makeStore));
  describe(`${name} artifact store: refusing`, () => refusing(makeStore));
  describe(`${name} artifact store: reading`, () => reading(makeStore));
  describe(`${name} artifact store: deleting`, () => deleting(makeStore));
  describe(`${name} artifact store: uploads in parts`, () => multipart(makeStore));
}
