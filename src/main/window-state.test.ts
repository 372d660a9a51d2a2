import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fitToDisplays, readWindowState, writeWindowState } from './window-state.ts';

const display = { x: 0, y: 0, width: 1920, height: 1080 };
const usual = { closeToTray: true, stalledMinutes: 10 };
const at = (x: number, y: number) => ({
  bounds: { x, y, width: 800, height: 600 },
  maximized: false,
  ...usual,
});
const file = () => join(mkdtempSync(join(tmpdir(), 'window-')), 'state/window.json');

test('a window that a display shows stays where it was', () => {
  expect(fitToDisplays(at(100, 100), [display])).toEqual(at(100, 100));
  expect(fitToDisplays(at(2000, 100), [display, { ...display, x: 1920 }])).toEqual(at(2000, 100));
});

test('a window on a display that is gone opens in the usual place', () => {
  for (const lost of [at(2000, 100), at(-750, 0), at(0, 1000), at(1900, 0)])
    expect(fitToDisplays(lost, [display])).toEqual({ maximized: false, ...usual });
});

test('what was kept is read again, and nothing else is left beside it', () => {
  const path = file();
  writeWindowState(path, at(5, 6));
  writeWindowState(path, at(7, 8));
  expect(readWindowState(path)).toEqual(at(7, 8));
  expect(readdirSync(join(path, '..'))).toEqual(['window.json']);
});

test('a file that is missing or makes no sense is as good as none', () => {
  const path = file();
  expect(readWindowState(path)).toEqual({ maximized: false, ...usual });
  writeWindowState(path, at(1, 1));
  for (const text of ['', '[]', '{"bounds":{"x":"left"}}', '{"maximized":3}']) {
    writeFileSync(path, text);
    expect(readWindowState(path)).toEqual({ maximized: false, ...usual });
  }
});
