import { expect, test } from 'vitest';
import { autostartEntry } from './autostart-entry.ts';
import { menuTemplate, runningText } from './menu.ts';

const actions = {
  openData: () => undefined,
  showData: () => undefined,
  copyTrackingUri: () => undefined,
  restartEngine: () => undefined,
  setCloseToTray: () => undefined,
  setOpenAtLogin: () => undefined,
  setStalledMinutes: () => undefined,
};
const menu = (platform: NodeJS.Platform, isPackaged: boolean) =>
  JSON.stringify(
    menuTemplate(
      { platform, isPackaged, closeToTray: true, openAtLogin: false, stalledMinutes: 30 },
      actions,
    ),
  );

test('tools for developers are in the menu of a clone only', () => {
  expect(menu('linux', false)).toContain('toggleDevTools');
  expect(menu('linux', true)).not.toContain('toggleDevTools');
});

test('quit is where each system has it', () => {
  expect(menu('darwin', true)).toContain('appMenu');
  expect(menu('darwin', true)).not.toContain('"quit"');
  expect(menu('win32', true)).toContain('"quit"');
});

test('the silence after which a run is told of is one of a few', () => {
  const checked = [...menu('linux', true).matchAll(/"label":"([^"]*)","type":"radio","checked":true/g)];
  expect(checked.map(([, label]) => label)).toEqual(['For 30 Minutes']);
});

test('running runs are counted in words', () => {
  expect([0, 1, 12].map(runningText)).toEqual([
    'No run is running',
    '1 run is running',
    '12 runs are running',
  ]);
});

test('a path with odd characters survives in the autostart entry', () => {
  expect(autostartEntry(['/opt/my "app"/$x/50%', 'a b'])).toContain(
    'Exec="/opt/my \\"app\\"/\\$x/50%%" "a b" --hidden\n',
  );
});
