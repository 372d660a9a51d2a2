import { expect, test } from 'vitest';
import { loggedTables, mediaFiles, nearestFile, stepWords } from './media-files.ts';

const ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const NO_TABLES: ReadonlySet<string> = new Set();
const listed = (...paths: string[]) => paths.map((path) => ({ path }));

test.each([
  ['+', '~'],
  ['%', '#'],
])('images that were logged by key are found with their smaller copies, parted by %s', (mark, slash) => {
  const image = (step: number, time: number) =>
    [
      'images/val',
      `${slash}dog 1.x`,
      `${mark}step${mark}${step}${mark}timestamp${mark}${time}${mark}${ID}`,
    ].join('');
  const files = [100, 20].flatMap((step) => [
    `${image(step, step)}.png`,
    `${image(step, step)}${mark}compressed.webp`,
  ]);
  expect(mediaFiles(listed(...files), NO_TABLES)).toEqual(
    [20, 100].map((step) => ({
      kind: 'images',
      key: 'val/dog 1.x',
      step,
      path: `${image(step, step)}.png`,
      thumbnail: `${image(step, step)}${mark}compressed.webp`,
      isLogged: true,
    })),
  );
});

test('of images that were logged at one step the latest is shown, and a copy alone stands for its image', () => {
  const early = `images/a+step+1+timestamp+10+${ID}.png`;
  const late = `images/a+step+1+timestamp+20+${ID}+compressed.webp`;
  expect(mediaFiles(listed(early, late), NO_TABLES)).toEqual([
    { kind: 'images', key: 'a', step: 1, path: late, thumbnail: late, isLogged: true },
  ]);
  expect(mediaFiles(listed(late, early), NO_TABLES)).toHaveLength(1);
});

test('a copy that is larger than its image is left aside', () => {
  const image = { path: `images/a+step+1+timestamp+10+${ID}.png`, file_size: 500 };
  const copy = (file_size: number) => ({
    path: `images/a+step+1+timestamp+10+${ID}+compressed.webp`,
    file_size,
  });
  expect(mediaFiles([copy(499), image], NO_TABLES)[0]).toMatchObject({ thumbnail: copy(499).path });
  expect(mediaFiles([copy(501), image], NO_TABLES)[0]).toEqual({
    kind: 'images',
    key: 'a',
    step: 1,
    path: image.path,
    isLogged: true,
  });
});

test('plain files are media by their extension, and a step in the name makes them one key', () => {
  const keys = mediaFiles(
    listed(
      'audio/out_step_100.wav',
      'audio/out_step_20.wav',
      'epoch-3.PNG',
      'notes.txt',
      'model.pkl',
      'a.json',
    ),
    NO_TABLES,
  ).map(({ kind, key, step }) => [kind, key, step]);
  expect(keys).toEqual([
    ['audio', 'audio/out_step_*.wav', 20],
    ['audio', 'audio/out_step_*.wav', 100],
    ['images', 'epoch-*.PNG', 3],
    ['text', 'notes.txt', undefined],
  ]);
});

test('a digit that counts no steps stays a part of the key', () => {
  const files = mediaFiles(listed('images/resnet50.png', 'footstep2.wav', 'stepper.txt'), NO_TABLES);
  expect(files.map(({ key }) => key)).toEqual(['footstep2.wav', 'images/resnet50.png', 'stepper.txt']);
});

test('JSON is a table where the client says so', () => {
  const tables = loggedTables('[{"path":"eval.json","type":"table"},{"path":"x.json","type":"other"}]');
  expect(tables).toEqual(['eval.json']);
  expect(loggedTables('what a person wrote')).toEqual([]);
  expect(mediaFiles(listed('eval.json', 'x.json'), new Set(tables))).toEqual([
    { kind: 'table', key: 'eval.json', path: 'eval.json', isLogged: true },
  ]);
});

test('the nearest step is shown, the earlier of two as near, the last where none is asked for', () => {
  const files = [{ step: 0 }, { step: 20 }, { step: 80 }];
  expect([-5, 9, 10, 11, 50, 51, 1000].map((step) => nearestFile(files, step)?.step)).toEqual([
    0, 0, 0, 20, 20, 80, 80,
  ]);
  expect(nearestFile(files, undefined)).toEqual({ step: 80 });
  expect(nearestFile([], 1)).toBeUndefined();
  expect(stepWords(80, 100)).toBe('step 80 (nearest to 100)');
  expect(stepWords(100, 100)).toBe('step 100');
});
