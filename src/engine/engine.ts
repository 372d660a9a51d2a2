import { ArtifactError } from '../artifacts/index.ts';
import { type Caller, type OperationName, type Tracker, TrackingError } from '../contract/index.ts';
import { storageError } from '../store/index.ts';
import { artifactHandlers } from './artifacts.ts';
import { auditHandlers } from './audit.ts';
import { bulkRunHandlers } from './bulk-runs.ts';
import type { Context, Handler, Handlers } from './context.ts';
import { diskHandlers } from './disk.ts';
import { ensureDefaultExperiment, experimentHandlers } from './experiments.ts';
import { inputHandlers } from './inputs.ts';
import { keepBestHandlers } from './keep-best.ts';
import { livenessHandlers } from './liveness.ts';
import { logHandlers } from './log.ts';
import { loggedModelHandlers } from './logged-models.ts';
import { metricHandlers } from './metrics.ts';
import { purgeHandlers } from './purge.ts';
import { runGroupHandlers } from './run-groups.ts';
import { runTableHandlers } from './run-table.ts';
import { runHandlers } from './runs.ts';
import { serverHandlers } from './server-info.ts';
import { statusHandlers } from './status.ts';
import { trashHandlers } from './trash.ts';
import { viewHandlers } from './views.ts';

const handlers: Handlers<OperationName> = {
  ...serverHandlers,
  ...experimentHandlers,
  ...runHandlers,
  ...logHandlers,
  ...metricHandlers,
  ...inputHandlers,
  ...artifactHandlers,
  ...loggedModelHandlers,
  ...runTableHandlers,
  ...runGroupHandlers,
  ...bulkRunHandlers,
  ...viewHandlers,
  ...trashHandlers,
  ...purgeHandlers,
  ...diskHandlers,
  ...keepBestHandlers,
  ...livenessHandlers,
  ...statusHandlers,
  ...auditHandlers,
};

/** Who writes when nobody asked: the engine itself. */
const ENGINE: Caller = { actor: 'tidemark', workspace: 'default' };

/** A failure of a room below in the contract's terms; what is none of theirs passes unchanged. */
function trackingError(error: unknown): unknown {
  if (!(error instanceof ArtifactError)) return storageError(error);
  // MLflow's clients send a 429 again at once, for minutes; a full disk does not empty itself.
  const code = error.code === 'RESOURCE_EXHAUSTED' ? 'INSUFFICIENT_STORAGE' : error.code;
  return new TrackingError(code, error.message, undefined, error.cause);
}

/** A tracker that may have work of its own to go on with. */
export interface Engine extends Tracker {
  /** Removes what a purge had let go of when the engine last stopped. Throws where that is not possible yet. */
  resume(): Promise<void>;
}

/**
 * The tracker over SQLite: MLflow's rules for every operation of the contract. Each write is one transaction with its change
 * row, durable before the promise resolves. Makes the `Default` experiment where it is missing. Throws TrackingError only.
 */
export async function openEngine(context: Context): Promise<Engine> {
  await ensureDefaultExperiment(context, ENGINE);
  return {
    resume: () => context.sweep.run(),
    async call(name, request, caller) {
      try {
        return await (handlers[name] as Handler<typeof name>)(context, request, caller);
      } catch (error) {
        throw trackingError(error);
      }
    },
  };
}
