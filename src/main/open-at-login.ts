import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import { autostartEntry } from './autostart-entry.ts';

const entryFile = () =>
  join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'autostart', 'tidemark.desktop');

export function opensAtLogin(): boolean {
  return process.platform === 'linux' ? existsSync(entryFile()) : app.getLoginItemSettings().openAtLogin;
}

/** Switches opening at login on or off, for this person only; answers with the setting as it is afterwards. */
export function setOpensAtLogin(open: boolean): boolean {
  if (process.platform !== 'linux') app.setLoginItemSettings({ openAtLogin: open, args: ['--hidden'] });
  else if (open) {
    mkdirSync(dirname(entryFile()), { recursive: true });
    const program = process.env['APPIMAGE'] ?? process.execPath;
    // In a clone the program is Electron itself, and the app its first argument.
    const script = process.defaultApp ? process.argv.slice(1, 2) : [];
    writeFileSync(entryFile(), autostartEntry([program, ...script]));
  } else rmSync(entryFile(), { force: true });
  return opensAtLogin();
}
