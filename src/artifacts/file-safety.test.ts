import { execFileSync } from 'node:child_process';
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFileArtifactStore } from './file.ts';
import { ARTIFACT_ROOT, parseArtifactPath, TEMPORARY_FOLDER } from './paths.ts';

let base = '';
let root = '';

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'artifact-safety-'));
  root = join(base, 'artifacts', 'root');
});

afterEach(() => rm(base, { recursive: true }));

const at = (path: string) => parseArtifactPath(path);
const content = () => Readable.from(['content'], { objectMode: false });

describe('the file artifact store', () => {
  it('makes every folder 0700 and every file 0600, also the unfinished ones', async () => {
    const store = await openFileArtifactStore(root);
    await store.put(at('run/model/a.txt'), content());
    const { upload_id } = await store.createMultipart(at('big.bin'), 1);
    await store.putPart(upload_id, 1, content());
    const made = ['', ...(await readdir(join(base, 'artifacts'), { recursive: true }))];
    expect(made).toEqual(
      expect.arrayContaining(['root', 'root/run/model/a.txt', `root/${TEMPORARY_FOLDER}`]),
    );
    expect(made.length).toBe(9);
    for (const name of made) {
      const stats = await lstat(join(base, 'artifacts', name));
      expect([name, (stats.mode & 0o777).toString(8)]).toEqual([name, stats.isDirectory() ? '700' : '600']);
    }
  });

  it('deletes symbolic links inside a folder, never what they lead to', async () => {
    const store = await openFileArtifactStore(root);
    await store.put(at('run/a.txt'), content());
    await mkdir(join(base, 'elsewhere'));
    await writeFile(join(base, 'elsewhere', 'canary.txt'), 'untouched');
    await symlink(join(base, 'elsewhere'), join(root, 'run', 'folder-link'));
    await symlink(join(base, 'elsewhere', 'canary.txt'), join(root, 'run', 'file-link'));
    expect((await store.list(at('run'))).map(({ path }) => path)).toEqual(['a.txt']);
    expect(await store.size(ARTIFACT_ROOT)).toEqual({ bytes: 7, files: 1 });
    await store.delete(at('run'));
    expect(await readdir(root)).toEqual([TEMPORARY_FOLDER]);
    expect(await readFile(join(base, 'elsewhere', 'canary.txt'), 'utf8')).toBe('untouched');
  });

  it('replaces a symbolic link instead of writing through it', async () => {
    const store = await openFileArtifactStore(root);
    await writeFile(join(base, 'canary.txt'), 'untouched');
    await symlink(join(base, 'canary.txt'), join(root, 'a.txt'));
    await store.put(at('a.txt'), content());
    expect((await lstat(join(root, 'a.txt'))).isFile()).toBe(true);
    expect(await readFile(join(base, 'canary.txt'), 'utf8')).toBe('untouched');
  });

  it('does not hang on a named pipe left in the folder', async () => {
    const store = await openFileArtifactStore(root);
    execFileSync('mkfifo', [join(root, 'pipe')]);
    await expect(store.open(at('pipe'))).rejects.toMatchObject({ code: 'RESOURCE_DOES_NOT_EXIST' });
    expect(await store.list(ARTIFACT_ROOT)).toEqual([]);
  });

  it('works in a folder that exists already and leaves its permissions alone', async () => {
    await mkdir(root, { recursive: true });
    await chmod(root, 0o755);
    await writeFile(join(root, 'a b.txt'), 'old');
    const store = await openFileArtifactStore(root);
    expect(await text((await store.open(at('a%20b.txt'))).stream)).toBe('old');
    expect((await lstat(root)).mode & 0o777).toBe(0o755);
  });

  it('notices an edit by another program as another version', async () => {
    const store = await openFileArtifactStore(root);
    const { etag } = await store.put(at('a.txt'), content());
    await writeFile(join(root, 'a.txt'), 'changed');
    expect(await store.stat(at('a.txt'))).not.toMatchObject({ etag });
  });

  it('finishes an upload in parts that was begun before a restart', async () => {
    const before = await openFileArtifactStore(root);
    const { upload_id } = await before.createMultipart(at('big.bin'), 2);
    const first = await before.putPart(upload_id, 1, content());
    const after = await openFileArtifactStore(root);
    const second = await after.putPart(upload_id, 2, content());
    await after.completeMultipart(at('big.bin'), upload_id, [
      { part_number: 1, etag: first.etag },
      { part_number: 2, etag: second.etag },
    ]);
    expect(await readFile(join(root, 'big.bin'), 'utf8')).toBe('contentcontent');
    expect(await readdir(join(root, TEMPORARY_FOLDER))).toEqual([]);
  });

  it('says which folder it could not open', async () => {
    await writeFile(join(base, 'taken'), '');
    await expect(openFileArtifactStore(join(base, 'taken'))).rejects.toMatchObject({
      code: 'INVALID_PARAMETER_VALUE',
      message: expect.stringContaining(join(base, 'taken')),
    });
  });
});
