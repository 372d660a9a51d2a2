import type { BrowserWindow } from 'electron';
import { isAppPage, isShownArtifact, parsedUrl } from './app-url.ts';

/** Where a frame may go by itself: the window to pages of the app, a frame to artifacts. */
export function mayNavigate(url: string, isMainFrame: boolean): boolean {
  return isMainFrame ? isAppPage(url) : isShownArtifact(url);
}

/** The address to offer to the person's browser, where a page asks for a new window; https only. */
export function externalLink(url: string): string | undefined {
  const parsed = parsedUrl(url);
  return parsed?.protocol === 'https:' && parsed.username === '' ? parsed.href : undefined;
}

/** Keeps a window on its page: no navigation away, no new windows, no webview; an https link is offered to the browser. */
export function guardNavigation(window: BrowserWindow, offer: (link: string) => void): void {
  const { webContents } = window;
  webContents.on('will-frame-navigate', (event) => {
    if (!mayNavigate(event.url, event.isMainFrame)) event.preventDefault();
  });
  webContents.on('will-redirect', (event) => {
    if (!mayNavigate(event.url, event.isMainFrame)) event.preventDefault();
  });
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.setWindowOpenHandler(({ url }) => {
    const link = externalLink(url);
    if (link !== undefined) offer(link);
    return { action: 'deny' };
  });
}
