import { dialog, ipcMain, Notification, shell } from 'electron';
import { type DesktopCall, desktopCalls } from '../contract/index.ts';
import type { Desk } from './desk.ts';
import { answerCall, type CallHandlers } from './ipc-guard.ts';
import { opensAtLogin, setOpensAtLogin } from './open-at-login.ts';
import { type OpenData, offerData } from './open-data.ts';
import { shownPath } from './shown-path.ts';

const handlersWith = (openData: OpenData): CallHandlers<Desk> => ({
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
  restartEngine: ({ engine }) => {
    engine.restart();
    return undefined;
  },
  getOpenAtLogin: () => opensAtLogin(),
  setOpenAtLogin: (_desk, open) => setOpensAtLogin(open),
  inspectDrop: async (desk, path) => {
    await offerData(desk, path, openData);
    return undefined;
  },
});

/** Answers the calls of every desk's page; a call from anywhere else is rejected. */
export function answerDesktopCalls(desks: () => Iterable<Desk>, openData: OpenData): void {
  const handlers = handlersWith(openData);
  for (const name of Object.keys(desktopCalls) as DesktopCall[])
    ipcMain.handle(`tidemark:${name}`, (event, ...given: unknown[]) => {
      const desk = [...desks()].find(({ window }) => window?.webContents === event.sender);
      if (desk === undefined) throw new Error(`${name} was called from a window that is not Tidemark's.`);
      return answerCall(name, handlers, event.senderFrame, desk, given);
    });
}
