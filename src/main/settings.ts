import { join } from 'node:path';
import { app } from 'electron';
import type { WindowState } from '../contract/index.ts';
import { readWindowState, writeWindowState } from './window-state.ts';

/** What the shell remembers between starts, in the folder of its user data. */
export class Settings {
  readonly #file = join(app.getPath('userData'), 'window.json');
  #state = readWindowState(this.#file);

  get state(): WindowState {
    return this.#state;
  }

  keep(changed: Partial<WindowState>): void {
    this.#state = { ...this.#state, ...changed };
    writeWindowState(this.#file, this.#state);
  }
}
