import type { BrowserWindowConstructorOptions, Session } from 'electron';
import type { WindowState } from '../contract/index.ts';

/** Every window is made with these: the page has no Node, no way around its origin, and a preload of a handful of functions. */
export function windowOptions(
  { bounds }: Pick<WindowState, 'bounds'>,
  parts: { preload: string; session: Session; icon: string; isPackaged: boolean },
): BrowserWindowConstructorOptions {
  const { preload, session, icon, isPackaged } = parts;
  return {
    width: 1440,
    height: 900,
    ...bounds,
    minWidth: 720,
    minHeight: 480,
    show: false,
    title: 'Tidemark',
    icon,
    webPreferences: {
      preload,
      session,
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
      spellcheck: false,
      devTools: !isPackaged,
    },
  };
}
