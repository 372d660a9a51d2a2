import type { Rectangle, Session } from 'electron';
import { expect, test } from 'vitest';
import { windowOptions } from './window-options.ts';

const options = (bounds?: Rectangle, isPackaged = true) =>
  windowOptions(
    { ...(bounds && { bounds }) },
    { preload: '/preload.cjs', session: {} as Session, icon: '/icon.png', isPackaged },
  );

test('a window has no Node, no webview and no way around its origin', () => {
  expect(options().webPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
  });
  expect(options().webPreferences).not.toHaveProperty('enableBlinkFeatures');
});

test('a window opens where it was, and in a usual size the first time', () => {
  expect(options({ x: 1, y: 2, width: 800, height: 600 })).toMatchObject({
    x: 1,
    y: 2,
    width: 800,
    height: 600,
  });
  expect(options()).toMatchObject({ width: 1440, height: 900 });
});

test('tools for developers cannot be opened in a released app', () => {
  expect(options().webPreferences?.devTools).toBe(false);
  expect(options(undefined, false).webPreferences?.devTools).toBe(true);
});
