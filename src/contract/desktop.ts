import { z } from 'zod';

/**
 * How the engine behind a desktop window is doing.
 * - `starting`: the first try, or one that a person asked for, is under way.
 * - `ready`: it answers at `url`. `desktop`: the shell runs it; `attached`: another process on this machine does; `remote`: elsewhere.
 * - `restarting`: it ended or could not start, for `reason`; try `attempt` (from 1) follows after `delayMs`.
 * - `failed`: several tries in a row were in vain. The next one follows after `delayMs` all the same, for a cause may go away.
 */
export const engineState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('starting') }),
  z.object({ status: z.literal('ready'), url: z.string(), owner: z.enum(['desktop', 'attached', 'remote']) }),
  z.object({
    status: z.literal('restarting'),
    attempt: z.number(),
    /** From the change to this state on, not from now. */
    delayMs: z.number(),
    reason: z.string(),
  }),
  z.object({ status: z.literal('failed'), delayMs: z.number(), reason: z.string() }),
]);

export type EngineState = z.infer<typeof engineState>;

/** What the engine's process tells the desktop shell, once: where it answers, or why it cannot. */
export const engineReport = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ready'),
    url: z.string(),
    owner: z.enum(['desktop', 'attached', 'remote']),
    /** Undefined for a remote tracker: its files are not on this machine. */
    directory: z.string().optional(),
  }),
  z.object({ kind: z.literal('failed'), reason: z.string() }),
]);

export type EngineReport = z.infer<typeof engineReport>;

/** A path below the artifact root, as artifact URIs write it: no empty, `.` or `..` segment, no backslash, no NUL. */
const artifactPath = z
  .string()
  .max(4096)
  .regex(/^[^/\\:\0]+(?:\/[^/\\:\0]+)*$/)
  .refine((path) => path.split('/').every((segment) => segment !== '.' && segment !== '..'));

/** Names of things on disk that a page may have shown in the file manager; never a path of its own choice. */
const shownItem = z.discriminatedUnion('place', [
  z.strictObject({ place: z.literal('data') }),
  z.strictObject({ place: z.literal('backups') }),
  z.strictObject({ place: z.literal('artifacts'), path: artifactPath }),
]);

/** Every call a page can make to the desktop shell: its name and the arguments it takes. */
export const desktopCalls = {
  pickFolder: z.tuple([]),
  showItem: z.tuple([shownItem]),
  notify: z.tuple([
    z.strictObject({ title: z.string().min(1).max(200), body: z.string().max(1000).default('') }),
  ]),
  windowControl: z.tuple([z.enum(['minimize', 'toggleMaximize', 'close'])]),
  getEngineState: z.tuple([]),
  restartEngine: z.tuple([]),
  getOpenAtLogin: z.tuple([]),
  setOpenAtLogin: z.tuple([z.boolean()]),
  inspectDrop: z.tuple([z.string().min(1).max(4096)]),
} as const;

export type DesktopCall = keyof typeof desktopCalls;
export type DesktopArguments<Name extends DesktopCall> = z.infer<(typeof desktopCalls)[Name]>;

/** What every desktop call answers with. */
export interface DesktopAnswers {
  pickFolder: string | undefined;
  showItem: boolean;
  notify: boolean;
  windowControl: undefined;
  getEngineState: EngineState;
  restartEngine: undefined;
  getOpenAtLogin: boolean;
  setOpenAtLogin: boolean;
  inspectDrop: undefined;
}

/** `window.tidemark` in a desktop window; a browser has none. */
export interface DesktopApi {
  /** Asks a person for a folder; undefined where they choose none. */
  pickFolder(): Promise<string | undefined>;
  /** Opens the file manager at an item; false where it is not there. */
  showItem(item: z.infer<typeof shownItem>): Promise<boolean>;
  /** Shows a native notification; false where the system has none. */
  notify(notice: z.input<(typeof desktopCalls)['notify']>[0]): Promise<boolean>;
  windowControls: {
    minimize(): Promise<undefined>;
    toggleMaximize(): Promise<undefined>;
    close(): Promise<undefined>;
  };
  engineState: {
    get(): Promise<EngineState>;
    /** Calls `listener` on every change from now on; the returned function ends that. Subscribe first, then `get`. */
    subscribe(listener: (state: EngineState) => void): () => void;
    /** Ends the shell's engine where it runs, and tries again at once; an engine of another process is only looked for anew. */
    restart(): Promise<undefined>;
  };
  openAtLogin: {
    get(): Promise<boolean>;
    /** Answers with the setting as it is afterwards. */
    set(open: boolean): Promise<boolean>;
  };
}

/** What the desktop shell remembers between starts. Bounds are in device-independent pixels. */
export const windowState = z.object({
  bounds: z
    .object({
      x: z.number().int(),
      y: z.number().int(),
      width: z.number().int().min(200),
      height: z.number().int().min(200),
    })
    .optional(),
  maximized: z.boolean().default(false),
  closeToTray: z.boolean().default(true),
  /** The data directory a person opened last; undefined for the platform's place. */
  dataDirectory: z.string().min(1).optional(),
  /** Minutes of silence after which a running run is told to be stalled; 0 for never. */
  stalledMinutes: z.number().min(0).default(10),
});

export type WindowState = z.infer<typeof windowState>;

/** The arguments of a desktop call as they arrived, checked. Throws a sentence that names the call for anything else. */
export function parseDesktopCall<Name extends DesktopCall>(
  name: Name,
  given: readonly unknown[],
): DesktopArguments<Name> {
  const parsed = desktopCalls[name].safeParse(given);
  if (parsed.success) return parsed.data as DesktopArguments<Name>;
  const [issue] = parsed.error.issues;
  throw new Error(`${name} was called with arguments it does not take: ${issue?.message ?? 'invalid'}`);
}
