import { app, clipboard, Menu } from 'electron';
import { type Arguments, parseArguments } from './arguments.ts';
import { APP_SCHEME } from './content-security.ts';
import { pathOfDeepLink } from './deep-link.ts';
import { Desk, type Tracked } from './desk.ts';
import { answerDesktopCalls } from './desktop-calls.ts';
import { menuTemplate } from './menu.ts';
import { opensAtLogin, setOpensAtLogin } from './open-at-login.ts';
import { chooseData } from './open-data.ts';
import { registerSchemes } from './protocols.ts';
import { Settings } from './settings.ts';
import { RunTray } from './tray.ts';

/** Longer than an engine may take to stop. A page or process that never answers must not keep the program alive. */
const QUIT_LIMIT_MS = 8000;

/** The desktop program: one instance, a desk for each tracker that it was asked for. */
class Desktop {
  readonly #settings = new Settings();
  readonly #desks: Desk[] = [];
  readonly #running = new Map<Desk, number>();
  readonly #tray = new RunTray(
    () => this.#showAll(),
    () => app.quit(),
  );
  #front: Desk | undefined;
  #isQuitting = false;

  constructor() {
    answerDesktopCalls(
      () => this.#desks,
      (desk, directory, isNew) => this.#openData(desk, directory, isNew),
    );
    app.on('before-quit', (event) => this.#quit(event));
    app.on('window-all-closed', () => app.quit());
    app.on('activate', () => this.#front?.show());
    app.on('browser-window-focus', (_event, window) => {
      this.#front = this.#desks.find((desk) => desk.window === window) ?? this.#front;
    });
    this.#setMenu();
  }

  /** Does what a command line asks for, its own or a second instance's. */
  open(asked: Arguments): void {
    const known = this.#desks.find((desk) => desk.isFor(asked));
    this.#front = known ?? this.#add(this.#tracked(asked));
    if (known === undefined) this.#front.open(asked.path ?? '/', asked.hidden);
    else if (!asked.hidden) known.show(asked.path);
  }

  openLink(path: string): void {
    this.#front?.show(path);
  }

  #showAll(): void {
    for (const desk of this.#desks) desk.show();
  }

  #tracked({ connect, data }: Arguments): Tracked {
    if (connect !== undefined || data !== undefined) return { connect, directory: data, isUsual: false };
    // A place that the environment names is meant for this start; one that was opened is for all of them.
    const directory = process.env['TIDEMARK_HOME'] ? undefined : this.#settings.state.dataDirectory;
    return { directory, mustExist: directory !== undefined, isUsual: true };
  }

  #add(tracked: Tracked): Desk {
    const desk = new Desk(tracked, {
      settings: this.#settings,
      hidesOnClose: () => !this.#isQuitting && this.#settings.state.closeToTray,
      onRunning: (from, count) => {
        this.#running.set(from, count);
        this.#tray.setRunning([...this.#running.values()].reduce((sum, each) => sum + each, 0));
      },
    });
    this.#desks.push(desk);
    return desk;
  }

  /** The window of a tracker elsewhere stays on it; any other goes on with the directory, which is the usual one from now on. */
  #openData(desk: Desk, directory: string, isNew: boolean): void {
    if (desk.connect !== undefined) return this.open({ data: directory, hidden: false });
    this.#settings.keep({ dataDirectory: directory });
    desk.moveTo(directory, !isNew);
  }

  #setMenu(): void {
    const { closeToTray, stalledMinutes } = this.#settings.state;
    const { platform } = process;
    const facts = {
      platform,
      isPackaged: app.isPackaged,
      closeToTray,
      openAtLogin: opensAtLogin(),
      stalledMinutes,
    };
    const template = menuTemplate(facts, {
      openData: () => this.#front && void chooseData(this.#front, (...asked) => this.#openData(...asked)),
      showData: () => this.#front?.showData(),
      copyTrackingUri: () => void clipboard.writeText(this.#front?.engine.url ?? ''),
      restartEngine: () => this.#front?.engine.restart(),
      setCloseToTray: (keep) => this.#settings.keep({ closeToTray: keep }),
      setStalledMinutes: (minutes) => this.#settings.keep({ stalledMinutes: minutes }),
      setOpenAtLogin: (open) => void setOpensAtLogin(open),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  /** Engines finish what they have acknowledged before the program ends. */
  #quit(event: Electron.Event): void {
    if (this.#isQuitting) return;
    this.#isQuitting = true;
    event.preventDefault();
    setTimeout(() => app.exit(1), QUIT_LIMIT_MS);
    void Promise.all(this.#desks.map((desk) => desk.close())).then(() => {
      this.#tray.remove();
      app.quit();
    });
  }
}

function words(): string[] {
  return process.argv.slice(process.defaultApp ? 2 : 1);
}

interface Handed {
  words: string[];
  cwd: string;
}

/** Undefined, and a line on standard error, for a command line that makes no sense. */
function readArguments(words: readonly string[], cwd: string): Arguments | undefined {
  try {
    return parseArguments(words, cwd);
  } catch (error) {
    process.stderr.write(`tidemark: ${error instanceof Error ? error.message : error}\n`);
    return undefined;
  }
}

async function start(asked: Arguments): Promise<void> {
  const linked: string[] = [];
  let desktop: Desktop | undefined;
  app.on('open-url', (event, url) => {
    event.preventDefault();
    const path = pathOfDeepLink(url);
    if (path === undefined) return;
    if (desktop === undefined) linked.push(path);
    else desktop.openLink(path);
  });
  app.on('second-instance', (_event, _argv, _cwd, handed) => {
    const { words, cwd } = handed as Handed;
    const wanted = readArguments(words, cwd);
    if (wanted !== undefined) desktop?.open(wanted);
  });
  await app.whenReady();
  if (app.isPackaged) app.setAsDefaultProtocolClient(APP_SCHEME);
  desktop = new Desktop();
  desktop.open({ ...asked, ...(linked[0] !== undefined && { path: linked[0] }) });
}

app.setName('Tidemark');
// Root has no sandbox in a container, and says so by the switch; the windows ask for theirs all the same.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerSchemes();
const handed: Handed = { words: words(), cwd: process.cwd() };
const asked = readArguments(handed.words, handed.cwd);
if (asked === undefined) app.exit(1);
else if (app.requestSingleInstanceLock(handed)) void start(asked);
else app.quit();
