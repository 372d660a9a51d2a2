import { Menu, nativeImage, Tray } from 'electron';
import { runningText } from './menu.ts';
import icon from './tray.png?asset';

/** The icon in the system's tray: how many runs are running, a way back to the window, a way out. */
export class RunTray {
  readonly #tray = new Tray(nativeImage.createFromPath(icon));
  readonly #show: () => void;
  readonly #quit: () => void;

  constructor(show: () => void, quit: () => void) {
    this.#show = show;
    this.#quit = quit;
    this.#tray.on('click', show);
    this.setRunning(0);
  }

  setRunning(count: number): void {
    this.#tray.setToolTip(`Tidemark: ${runningText(count)}`);
    this.#tray.setTitle(count === 0 ? '' : String(count));
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: runningText(count), enabled: false },
        { type: 'separator' },
        { label: 'Show Tidemark', click: this.#show },
        { label: 'Quit', click: this.#quit },
      ]),
    );
  }

  remove(): void {
    this.#tray.destroy();
  }
}
