import { dialog, ipcMain, Notification, shell } from 'electron';
import { type DesktopCall, desktopCalls } from '../contract/index.ts';
import type { Desk } from './desk.ts';
import { inspectDropped } from './dropped-item.ts';
import { answerCall, type CallHandlers } from './ipc-guard.ts';
import { opensAtLogin, setOpensAtLogin } from './open-at-login.ts';
import { shownPath } from './shown-path.ts';

const handlers: CallHandlers<Desk> = {
  pickFolder: async ({ window }) => {
    if (window === undefined) return undefined;
    const { filePaths } = await dialog.showOpenDialog(window, { properties: ['openDirectory'] });
    return filePaths[0];
  },
  showItem: async ({ engine }, item) => {
    const path = engine.directory === undefined ? undefined : await shownPath(engine.directory, item);
    if (path !== undefined) shell.showItemInFolder(path);
    return path !== undefined;
  },
  notify: (desk, { title, body }) => {
    if (!Notification.isSupported()) return false;
    const notice = new Notification({ title, body });
    notice.on('click', () => desk.show());
    notice.show();
    return true;
  },
  windowControl: ({ window }, action) => {
    if (action === 'minimize') window?.minimize();
    else if (action === 'close') window?.close();
    else if (window?.isMaximized()) window.unmaximize();
    else window?.maximize();
    return undefined;
  },
  getEngineState: ({ engine }) => engine.state,
  getOpenAtLogin: () => opensAtLogin(),
  setOpenAtLogin: (_desk, open) => setOpensAtLogin(open),
  inspectDrop: async ({ window }, path) => {
    const { sentence } = await inspectDropped(path);
    if (window === undefined) return undefined;
    await dialog.showMessageBox(window, {
      type: 'info',
      message: sentence,
      detail:
        'Opening and importing what is dropped here comes in a later version. Nothing was read in or changed.',
    });
    return undefined;
  },
};

/** Answers the calls of every desk's page; a call from anywhere else is rejected. */
export function answerDesktopCalls(desks: () => Iterable<Desk>): void {
  for (const name of Object.keys(desktopCalls) as DesktopCall[])
    ipcMain.handle(`tidemark:${name}`, (event, ...given: unknown[]) => {
      const desk = [...desks()].find(({ window }) => window?.webContents === event.sender);
      if (desk === undefined) throw new Error(`${name} was called from a window that is not Tidemark's.`);
      return answerCall(name, handlers, event.senderFrame, desk, given);
    });
}
