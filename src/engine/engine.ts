import { ArtifactError, trackingErrorOf } from '../artifacts/index.ts';
import type { Caller, OperationName, Tracker } from '../contract/index.ts';
import { storageError } from '../store/index.ts';
import { aggregateHandlers } from './aggregates.ts';
import { alertRuleHandlers } from './alert-rules.ts';
import { alertHandlers } from './alerts.ts';
import { annotationHandlers } from './annotations.ts';
import { artifactHandlers } from './artifacts.ts';
import { auditHandlers } from './audit.ts';
import { bulkRunHandlers } from './bulk-runs.ts';
import type { Context, Handler, Handlers } from './context.ts';
import { diskHandlers } from './disk.ts';
import { experimentActivityHandlers } from './experiment-activity.ts';
import { ensureDefaultExperiment, experimentHandlers } from './experiments.ts';
import { importanceHandlers } from './importance.ts';
import { inputHandlers } from './inputs.ts';
import { keepBestHandlers } from './keep-best.ts';
import { livenessHandlers } from './liveness.ts';
import { LivenessWatch } from './liveness-watch.ts';
import { logHandlers } from './log.ts';
import { loggedModelHandlers } from './logged-models.ts';
import { metricHandlers } from './metrics.ts';
import { modelLineageHandlers } from './model-lineage.ts';
import { modelRowHandlers } from './model-rows.ts';
import { modelVersionHandlers } from './model-versions.ts';
import { promptDraftHandlers } from './prompt-drafts.ts';
import { promptMergeHandlers } from './prompt-merge.ts';
import { promptPublishHandlers } from './prompt-publish.ts';
import { promptHandlers } from './prompts.ts';
import { purgeHandlers } from './purge.ts';
import { registeredModelHandlers } from './registered-models.ts';
import { registrySettingsHandlers } from './registry-settings.ts';
import { runGroupHandlers } from './run-groups.ts';
import { runTableHandlers } from './run-table.ts';
import { runHandlers } from './runs.ts';
import { sampleHandlers } from './samples.ts';
import { serverHandlers } from './server-info.ts';
import { stageBoardHandlers } from './stage-board.ts';
import { StallWatch } from './stall-watch.ts';
import { statusHandlers } from './status.ts';
import { transitionRequestHandlers } from './transition-requests.ts';
import { trashHandlers } from './trash.ts';
import { versionMoveHandlers } from './version-moves.ts';
import { viewHandlers } from './views.ts';
import { WebhookCourier } from './webhook-courier.ts';
import { webhookHandlers } from './webhooks.ts';

const handlers: Handlers<OperationName> = {
  ...serverHandlers,
  ...experimentHandlers,
  ...experimentActivityHandlers,
  ...runHandlers,
  ...logHandlers,
  ...metricHandlers,
  ...sampleHandlers,
  ...aggregateHandlers,
  ...inputHandlers,
  ...artifactHandlers,
  ...loggedModelHandlers,
  ...registeredModelHandlers,
  ...modelVersionHandlers,
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
  ...importanceHandlers,
  ...alertRuleHandlers,
  ...alertHandlers,
  ...annotationHandlers,
  ...versionMoveHandlers,
  ...transitionRequestHandlers,
  ...registrySettingsHandlers,
  ...stageBoardHandlers,
  ...modelRowHandlers,
  ...modelLineageHandlers,
  ...webhookHandlers,
  ...promptHandlers,
  ...promptDraftHandlers,
  ...promptMergeHandlers,
  ...promptPublishHandlers,
};

/** Who writes when nobody asked: the engine itself. */
const ENGINE: Caller = { actor: 'tidemark', workspace: 'default' };

/** A failure of a room below in the contract's terms; what is none of theirs passes unchanged. */
function trackingError(error: unknown): unknown {
  return error instanceof ArtifactError ? trackingErrorOf(error) : storageError(error);
}

/** A tracker that may have work of its own to go on with. */
export interface Engine extends Tracker {
  /**
   * Goes on where the engine last stopped: watches the runs that are running, calls the webhooks, and removes what a purge had let go of.
   * Throws where that is not possible yet.
   */
  resume(): Promise<void>;
  /** Ends what goes on by itself. Call before the store is closed. */
  close(): void;
}

/**
 * The tracker over SQLite: MLflow's rules for every operation of the contract. Each write is one transaction with its change
 * row, durable before the promise resolves. Makes the `Default` experiment where it is missing. Throws TrackingError only.
 */
export async function openEngine(context: Context): Promise<Engine> {
  await ensureDefaultExperiment(context, ENGINE);
  const watch = new LivenessWatch(context);
  const stalls = new StallWatch(context);
  const courier = new WebhookCourier(context);
  return {
    async resume() {
      courier.resume();
      await watch.resume();
      await stalls.resume();
      await context.sweep.run();
    },
    close() {
      watch.close();
      stalls.close();
      courier.close();
    },
    async call(name, request, caller) {
      try {
        return await (handlers[name] as Handler<typeof name>)(context, request, caller);
      } catch (error) {
        throw trackingError(error);
      }
    },
  };
}
