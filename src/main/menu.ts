import type { MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  openData(): void;
  showData(): void;
  copyTrackingUri(): void;
  restartEngine(): void;
  setCloseToTray(keep: boolean): void;
  setOpenAtLogin(open: boolean): void;
  setStalledMinutes(minutes: number): void;
}

interface MenuFacts {
  platform: NodeJS.Platform;
  isPackaged: boolean;
  closeToTray: boolean;
  openAtLogin: boolean;
  stalledMinutes: number;
}

/** Minutes of silence after which a run is told to be stalled. */
const STALLED_CHOICES = [5, 10, 30, 60, 0];

/** The application menu; tools for developers are there in a clone only. */
export function menuTemplate(facts: MenuFacts, actions: MenuActions): MenuItemConstructorOptions[] {
  const onMac: MenuItemConstructorOptions[] = facts.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  const developer: MenuItemConstructorOptions[] = facts.isPackaged ? [] : [{ role: 'toggleDevTools' }];
  return [
    ...onMac,
    { label: 'File', submenu: fileMenu(facts, actions) },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'reload' },
        ...developer,
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
  ];
}

function fileMenu(facts: MenuFacts, actions: MenuActions): MenuItemConstructorOptions[] {
  return [
    { label: 'Open Data Directory…', accelerator: 'CmdOrCtrl+O', click: actions.openData },
    { type: 'separator' },
    { label: 'Copy Tracking URI', accelerator: 'CmdOrCtrl+Shift+U', click: actions.copyTrackingUri },
    { label: 'Show Data Folder', click: actions.showData },
    { label: 'Restart Tracker', click: actions.restartEngine },
    { type: 'separator' },
    {
      id: 'close-to-tray',
      label: 'Keep Running When Closed',
      type: 'checkbox',
      checked: facts.closeToTray,
      click: ({ checked }) => actions.setCloseToTray(checked),
    },
    {
      id: 'open-at-login',
      label: 'Open at Login',
      type: 'checkbox',
      checked: facts.openAtLogin,
      click: ({ checked }) => actions.setOpenAtLogin(checked),
    },
    {
      id: 'stalled-minutes',
      label: 'Tell When a Run Logs Nothing',
      submenu: STALLED_CHOICES.map((minutes) => ({
        label: minutes === 0 ? 'Never' : `For ${minutes} Minutes`,
        type: 'radio',
        checked: minutes === facts.stalledMinutes,
        click: () => actions.setStalledMinutes(minutes),
      })),
    },
    { type: 'separator' },
    { role: 'close' },
    ...(facts.platform === 'darwin' ? [] : ([{ role: 'quit' }] satisfies MenuItemConstructorOptions[])),
  ];
}

/** What the tray says of running runs. */
export function runningText(count: number): string {
  if (count === 0) return 'No run is running';
  return count === 1 ? '1 run is running' : `${count} runs are running`;
}
