import { join } from 'node:path';
import { app, BrowserWindow, dialog, type Session, screen, shell } from 'electron';
import { APP_ORIGIN } from './content-security.ts';
import icon from './icon.png?asset';
import { guardNavigation } from './navigation.ts';
import type { Settings } from './settings.ts';
import { windowOptions } from './window-options.ts';
import { fitToDisplays } from './window-state.ts';

interface DeskWindow {
  session: Session;
  settings: Settings;
  /** Page to open, as a path of the app. */
  path: string;
  isHidden: boolean;
  /** Whether a close only hides the window. */
  hidesOnClose: () => boolean;
}

async function offerLink(window: BrowserWindow, link: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: 'Open this link in your browser?',
    detail: link,
    buttons: ['Open', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  });
  if (response === 0) await shell.openExternal(link);
}

/** Opens the one kind of window there is, at the place it was last closed. */
export function openDeskWindow(wanted: DeskWindow): BrowserWindow {
  const { session, settings } = wanted;
  const displays = screen.getAllDisplays().map(({ workArea }) => workArea);
  const state = fitToDisplays(settings.state, displays);
  const preload = join(__dirname, '../preload/index.cjs');
  const { isPackaged } = app;
  const window = new BrowserWindow(windowOptions(state, { preload, session, icon, isPackaged }));
  guardNavigation(window, (link) => void offerLink(window, link));
  if (state.maximized && !wanted.isHidden) window.maximize();
  window.once('ready-to-show', () => wanted.isHidden || window.show());
  window.on('close', (event) => {
    settings.keep({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
    if (!wanted.hidesOnClose()) return;
    event.preventDefault();
    window.hide();
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') window.webContents.reload();
  });
  void window.loadURL(APP_ORIGIN + wanted.path);
  return window;
}
