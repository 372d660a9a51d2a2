import { join } from 'node:path';
import { type BrowserWindow, Notification, session, shell } from 'electron';
import type { EngineState } from '../contract/index.ts';
import type { Arguments } from './arguments.ts';
import { openDeskWindow } from './desk-window.ts';
import { forkEngine } from './engine-process.ts';
import { EngineSupervisor } from './engine-supervisor.ts';
import { restrictPermissions } from './permissions.ts';
import { serveProtocols } from './protocols.ts';
import { RunFollower } from './run-follower.ts';
import { noticeText, type RunNotice } from './run-notice.ts';
import type { Settings } from './settings.ts';
import { VERSION } from './version.ts';

const RENDERER = join(__dirname, '../renderer');

/** The tracker of a desk. */
export interface Tracked {
  /** Address of a tracker elsewhere. */
  connect?: string | undefined;
  /** Data directory; undefined for the platform's place. */
  directory?: string | undefined;
  /** Whether there must be data in it already. */
  mustExist?: boolean;
  /** Whether it is the one that is opened where none is named. */
  isUsual: boolean;
}

interface Shell {
  settings: Settings;
  hidesOnClose: () => boolean;
  onRunning: (desk: Desk, count: number) => void;
}

function after(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
}

function sessionOf({ connect, directory, isUsual }: Tracked): Electron.Session {
  if (isUsual) return session.defaultSession;
  return session.fromPartition(`persist:${encodeURIComponent(connect ?? directory ?? '')}`);
}

/** One tracker on the desktop: its engine, its window, its notifications. Another tracker is another desk, in a session of its own. */
export class Desk {
  readonly engine: EngineSupervisor;
  readonly #session;
  readonly #shell: Shell;
  #tracked: Tracked;
  #runs: RunFollower;
  #window: BrowserWindow | undefined;
  #following: AbortController | undefined;

  constructor(tracked: Tracked, around: Shell) {
    this.#tracked = tracked;
    this.#shell = around;
    this.#session = sessionOf(tracked);
    this.#runs = this.#follower();
    this.engine = new EngineSupervisor({ fork: (port) => this.#fork(port), after, now: Date.now });
    serveProtocols(this.#session, { folder: RENDERER, engine: () => this.engine.state });
    restrictPermissions(this.#session);
    this.engine.subscribe((state) => this.#onEngine(state));
    this.engine.start();
  }

  /** The window, where one is open. */
  get window(): BrowserWindow | undefined {
    return this.#window;
  }

  /** Address of its tracker, where that is elsewhere. */
  get connect(): string | undefined {
    return this.#tracked.connect;
  }

  /** Data directory of its tracker, where one was named or an engine has told it. */
  get directory(): string | undefined {
    return this.#tracked.directory ?? this.engine.directory;
  }

  /** Whether it is the desk that a command line asks for. */
  isFor({ connect, data }: Arguments): boolean {
    if (connect !== undefined || data !== undefined)
      return connect === this.connect && data === this.directory;
    return this.#tracked.isUsual;
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

  /** Goes on with the data in another directory: the engine is started anew there, the window begins at its first page. */
  moveTo(directory: string, mustExist: boolean): void {
    this.#tracked = { ...this.#tracked, directory, mustExist };
    this.#runs = this.#follower();
    this.#shell.onRunning(this, 0);
    this.engine.restart();
    this.show('/');
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

  #fork(port: number | undefined): ReturnType<typeof forkEngine> {
    const { connect, directory, mustExist } = this.#tracked;
    return forkEngine({ connect, directory, mustExist, port, version: VERSION, rendererDir: RENDERER });
  }

  #follower(): RunFollower {
    const { settings, onRunning } = this.#shell;
    return new RunFollower({
      onCount: (count) => onRunning(this, count),
      onNotice: (notice) => this.#tell(notice),
      stalledMs: () => settings.state.stalledMinutes * 60_000 || Number.POSITIVE_INFINITY,
    });
  }

  #onEngine(state: EngineState): void {
    this.#window?.webContents.send('tidemark:engineState', state);
    this.#following?.abort();
    if (state.status !== 'ready') return;
    this.#following = new AbortController();
    this.#runs.follow(state.url, this.#following.signal);
  }

  #tell(notice: RunNotice): void {
    if (!Notification.isSupported()) return;
    const shown = new Notification(noticeText(notice));
    const { experiment_id, run_id } = notice.run;
    shown.on('click', () => this.show(`/experiments/${experiment_id}/runs/${run_id}`));
    shown.show();
  }
}
