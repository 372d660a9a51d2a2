import { join } from 'node:path';
import { type BrowserWindow, Notification, session, shell } from 'electron';
import { createClient } from '../client/index.ts';
import type { EngineState } from '../contract/index.ts';
import type { Arguments } from './arguments.ts';
import { followChanges } from './change-stream.ts';
import { coalesced } from './coalesce.ts';
import { openDeskWindow } from './desk-window.ts';
import { forkEngine } from './engine-process.ts';
import { EngineSupervisor } from './engine-supervisor.ts';
import { restrictPermissions } from './permissions.ts';
import { serveProtocols } from './protocols.ts';
import { type EndedRun, RunWatch } from './run-watch.ts';
import type { Settings } from './settings.ts';
import { VERSION } from './version.ts';

const RENDERER = join(__dirname, '../renderer');
const REFRESH_MS = 250;

interface Shell {
  settings: Settings;
  hidesOnClose: () => boolean;
  onRunning: (count: number) => void;
}

function after(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
}

/** One tracker on the desktop: its engine, its window, its notifications. Another tracker is another desk, in a session of its own. */
export class Desk {
  readonly engine: EngineSupervisor;
  readonly #session;
  readonly #shell: Shell;
  #window: BrowserWindow | undefined;
  #following: AbortController | undefined;

  constructor({ data: directory, connect }: Arguments, around: Shell) {
    this.#shell = around;
    const other = connect ?? directory;
    this.#session =
      other === undefined
        ? session.defaultSession
        : session.fromPartition(`persist:${encodeURIComponent(other)}`);
    this.engine = new EngineSupervisor({
      fork: (port) => forkEngine({ directory, connect, port, version: VERSION, rendererDir: RENDERER }),
      after,
      now: Date.now,
    });
    serveProtocols(this.#session, { folder: RENDERER, engineUrl: () => this.engine.url });
    restrictPermissions(this.#session);
    this.engine.subscribe((state) => this.#onEngine(state));
    this.engine.start();
  }

  /** The window, where one is open. */
  get window(): BrowserWindow | undefined {
    return this.#window;
  }

  /** Brings the window to the front, at a page where one is named; opens it where it is closed. */
  show(path?: string): void {
    const window = this.#window;
    if (window === undefined) return this.open(path ?? '/', false);
    if (path !== undefined) void window.loadURL(`tidemark://app${path}`);
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  open(path: string, isHidden: boolean): void {
    const { settings, hidesOnClose } = this.#shell;
    const window = openDeskWindow({ session: this.#session, settings, path, isHidden, hidesOnClose });
    this.#window = window;
    window.on('closed', () => {
      this.#window = undefined;
    });
  }

  showData(): void {
    const { directory } = this.engine;
    if (directory !== undefined) void shell.openPath(directory);
  }

  /** Ends the engine where it is ours. */
  async close(): Promise<void> {
    this.#following?.abort();
    await this.engine.stop();
  }

  #onEngine(state: EngineState): void {
    this.#window?.webContents.send('tidemark:engineState', state);
    this.#following?.abort();
    if (state.status !== 'ready') return;
    this.#following = new AbortController();
    this.#watchRuns(state.url, this.#following.signal);
  }

  #watchRuns(url: string, signal: AbortSignal): void {
    const watch = new RunWatch(createClient({ baseUrl: url }), {
      onCount: this.#shell.onRunning,
      onEnd: (run) => this.#tellEnd(run),
    });
    // A tracker that stopped meanwhile is looked at again when it is back.
    const refresh = coalesced(
      () => watch.refresh(),
      REFRESH_MS,
      () => undefined,
    );
    void followChanges(url, {
      signal,
      onChange: (change) => (change === undefined || change.object_type === 'run') && refresh(),
    });
  }

  #tellEnd({ run_name, run_id, experiment_id, status }: EndedRun): void {
    if (!Notification.isSupported()) return;
    const title = `${run_name} ${status === 'FAILED' ? 'failed' : 'finished'}`;
    const notice = new Notification({ title, body: 'Open the run in Tidemark.' });
    notice.on('click', () => this.show(`/experiments/${experiment_id}/runs/${run_id}`));
    notice.show();
  }
}
