import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import type {
  DesktopAnswers,
  DesktopApi,
  DesktopArguments,
  DesktopCall,
  EngineState,
} from '../contract/index.ts';

function call<Name extends DesktopCall>(
  name: Name,
  ...given: DesktopArguments<Name>
): Promise<DesktopAnswers[Name]> {
  return ipcRenderer.invoke(`tidemark:${name}`, ...given);
}

function subscribe(listener: (state: EngineState) => void): () => void {
  const told = (_event: IpcRendererEvent, state: EngineState) => listener(state);
  ipcRenderer.on('tidemark:engineState', told);
  return () => void ipcRenderer.off('tidemark:engineState', told);
}

const api: DesktopApi = {
  pickFolder: () => call('pickFolder'),
  showItem: (item) => call('showItem', item),
  notify: ({ title, body = '' }) => call('notify', { title, body }),
  windowControls: {
    minimize: () => call('windowControl', 'minimize'),
    toggleMaximize: () => call('windowControl', 'toggleMaximize'),
    close: () => call('windowControl', 'close'),
  },
  engineState: { get: () => call('getEngineState'), subscribe, restart: () => call('restartEngine') },
  openAtLogin: { get: () => call('getOpenAtLogin'), set: (open) => call('setOpenAtLogin', open) },
};

contextBridge.exposeInMainWorld('tidemark', api);

/** Electron before 29 has no webUtils and writes the path into the file. A file that a script made has none. */
function pathOf(file: File & { path?: string }): string {
  return webUtils === undefined ? (file.path ?? '') : webUtils.getPathForFile(file);
}

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

// A part of the page that takes files stops the event there. Whether its default was prevented says nothing: a tree that can be
// dragged prevents that for everything that passes over the page.
window.addEventListener('dragover', (event) => {
  if (holdsFiles(event)) event.preventDefault();
});
window.addEventListener('drop', (event) => {
  const [file] = event.dataTransfer?.files ?? [];
  if (file === undefined) return;
  event.preventDefault();
  const path = pathOf(file);
  if (path !== '') void call('inspectDrop', path);
});
