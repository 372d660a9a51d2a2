import { dirname, join } from 'node:path';
import type { ArtifactStore } from '../artifacts/index.ts';
import type {
  Answer,
  Caller,
  ChangeEvent,
  ClientProcess,
  OperationName,
  Request,
} from '../contract/index.ts';
import type { Change, Store } from '../store/index.ts';
import { AlertWatch } from './alert-watch.ts';
import { withSignals } from './artifact-signals.ts';
import { LastWriters } from './last-writers.ts';
import { LiveFeed } from './live-feed.ts';
import { SecretSeal } from './secret-seal.ts';
import { Signals } from './signals.ts';
import { Sweep } from './sweep.ts';
import { WEBHOOK_OPTIONS, type WebhookOptions } from './webhook-options.ts';
import { WebhookSubscriptions } from './webhook-subscriptions.ts';

/** What an engine is opened on. Clock and chance come from outside. */
export interface World {
  store: Store;
  artifacts: ArtifactStore;
  /** Epoch milliseconds. */
  now: () => number;
  /** A whole number from 0 up to, not including, `below`. */
  random: (below: number) => number;
  /** 32 hex digits that nothing else has. */
  newId: () => string;
  /** What the engine tells of itself; the address is known once it listens. */
  about: { version: string; start_time: number; url: () => string | undefined };
  /** Whether a process of this machine still exists; absent where that cannot be told. */
  isRunning?: (process: ClientProcess) => Promise<boolean>;
  /** Takes the failure of work that nobody waits for. */
  report: (error: unknown) => void;
  /** How webhooks are called, where that is not as usual. */
  webhooks?: Partial<WebhookOptions>;
}

/** What every operation works on. */
export interface Context extends World {
  sweep: Sweep;
  lastWriters: LastWriters;
  signals: Signals;
  alerts: AlertWatch;
  live: LiveFeed;
  webhooks: WebhookOptions;
  subscriptions: WebhookSubscriptions;
  seal: SecretSeal;
}

/** Beside the database, and never in a copy of it. */
const KEY_FILE = 'secret.key';

/** The one context of an engine and of all that is opened on it. Its artifact store tells of what comes and goes. */
export function openContext(world: World): Context {
  const { store } = world;
  const signals = new Signals();
  const artifacts = withSignals(world.artifacts, (signal) => signals.tell(signal));
  return {
    ...world,
    artifacts,
    signals,
    sweep: new Sweep(store, artifacts),
    lastWriters: new LastWriters(world),
    alerts: new AlertWatch(world),
    live: new LiveFeed(store),
    webhooks: { ...WEBHOOK_OPTIONS, ...world.webhooks },
    subscriptions: new WebhookSubscriptions(store),
    seal: new SecretSeal(join(dirname(store.database.path), KEY_FILE)),
  };
}

export type Handler<Name extends OperationName> = (
  context: Context,
  request: Request<Name>,
  caller: Caller,
) => Answer<Name> | Promise<Answer<Name>>;

/** A handler for each of the named operations; a missing one does not compile. */
export type Handlers<Name extends OperationName> = { readonly [N in Name]: Handler<N> };

/** Appends the change row of an operation; call it within the transaction of its write. */
export function record(
  context: Context,
  caller: Caller,
  change: Pick<Change, 'operation' | 'object_type' | 'object_id' | 'experiment_id'> &
    Partial<Pick<Change, 'counts'>>,
): ChangeEvent {
  const event = context.store.changes.append({
    time: context.now(),
    actor: caller.actor,
    source: 'local',
    workspace: caller.workspace,
    counts: {},
    ...change,
  });
  if (change.object_type !== 'run') return event;
  context.lastWriters.note(change.operation, change.object_id, caller);
  context.alerts.noteChange(change.operation, change.object_id, change.counts ?? {});
  return event;
}
