import { app, clipboard, Menu } from 'electron';
import { type Arguments, parseArguments } from './arguments.ts';
import { APP_SCHEME } from './content-security.ts';
import { pathOfDeepLink } from './deep-link.ts';
import { Desk } from './desk.ts';
import { answerDesktopCalls } from './desktop-calls.ts';
import { menuTemplate } from './menu.ts';
import { opensAtLogin, setOpensAtLogin } from './open-at-login.ts';
import { registerSchemes } from './protocols.ts';
import { Settings } from './settings.ts';
import { RunTray } from './tray.ts';

/** Longer than an engine may take to stop. A page or process that never answers must not keep the program alive. */
const QUIT_LIMIT_MS = 8000;

/** The desktop program: one instance, a desk for each tracker that it was asked for. */
class Desktop {
  readonly #settings = new Settings();
  readonly #desks = new Map<string, Desk>();
  readonly #running = new Map<string, number>();
  readonly #tray = new RunTray(
    () => this.#showAll(),
    () => app.quit(),
  );
  #front: Desk | undefined;
  #isQuitting = false;

  constructor() {
    answerDesktopCalls(() => this.#desks.values());
    app.on('before-quit', (event) => this.#quit(event));
    app.on('window-all-closed', () => app.quit());
    app.on('activate', () => this.#front?.show());
    this.#setMenu();
  }

  /** Does what a command line asks for, its own or a second instance's. */
  open(asked: Arguments): void {
    const key = asked.connect ?? asked.data ?? '';
    const known = this.#desks.get(key);
    this.#front = known ?? this.#add(key, asked);
    if (known === undefined) this.#front.open(asked.path ?? '/', asked.hidden);
    else if (!asked.hidden) known.show(asked.path);
  }

  openLink(path: string): void {
    this.#front?.show(path);
  }

  #showAll(): void {
    for (const desk of this.#desks.values()) desk.show();
  }

  #add(key: string, asked: Arguments): Desk {
    const desk = new Desk(asked, {
      settings: this.#settings,
      hidesOnClose: () => !this.#isQuitting && this.#settings.state.closeToTray,
      onRunning: (count) => {
        this.#running.set(key, count);
        this.#tray.setRunning([...this.#running.values()].reduce((sum, each) => sum + each, 0));
      },
    });
    this.#desks.set(key, desk);
    return desk;
  }

  #setMenu(): void {
    const { closeToTray } = this.#settings.state;
    const { platform } = process;
    const facts = { platform, isPackaged: app.isPackaged, closeToTray, openAtLogin: opensAtLogin() };
    const template = menuTemplate(facts, {
      showData: () => this.#front?.showData(),
      copyTrackingUri: () => void clipboard.writeText(this.#front?.engine.url ?? ''),
      restartEngine: () => this.#front?.engine.restart(),
      setCloseToTray: (keep) => this.#settings.keep({ closeToTray: keep }),
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
    void Promise.all([...this.#desks.values()].map((desk) => desk.close())).then(() => {
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
