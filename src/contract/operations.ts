import type { z } from 'zod';
import { aggregateOperations } from './aggregates.ts';
import { alertRuleOperations } from './alert-rules.ts';
import { alertOperations } from './alerts.ts';
import { annotationOperations } from './annotations.ts';
import { artifactOperations, rawArtifactOperations } from './artifacts.ts';
import { auditOperations } from './audit.ts';
import { bulkRunOperations } from './bulk-runs.ts';
import { diskOperations } from './disk.ts';
import { experimentActivityOperations } from './experiment-activity.ts';
import { experimentOperations } from './experiments.ts';
import { importanceOperations } from './importance.ts';
import { inputOperations } from './inputs.ts';
import { rawLivePointOperations } from './live-points.ts';
import { livenessOperations } from './liveness.ts';
import { loggedModelOperations } from './logged-models.ts';
import { metricOperations } from './metrics.ts';
import { modelLineageOperations } from './model-lineage.ts';
import { modelRowOperations } from './model-rows.ts';
import { modelVersionOperations, rawModelVersionOperations } from './model-versions.ts';
import { promptDraftOperations, promptOperations } from './prompts.ts';
import { registeredModelOperations } from './registered-models.ts';
import { registrySettingsOperations } from './registry-settings.ts';
import { rawRunTableOperations, runTableOperations } from './run-table.ts';
import { runOperations } from './runs.ts';
import { sampleOperations } from './samples.ts';
import { rawServerOperations, serverOperations } from './server.ts';
import { stageBoardOperations } from './stage-board.ts';
import { statusOperations } from './status.ts';
import { transitionRequestOperations } from './transition-requests.ts';
import { trashOperations } from './trash.ts';
import { versionMoveOperations } from './version-moves.ts';
import { viewOperations } from './views.ts';
import { webhookOperations } from './webhooks.ts';

/** Every JSON operation, by MLflow's rpc name. Route table, typed client and OpenAPI page derive from this table. */
export const operations = {
  ...serverOperations,
  ...experimentOperations,
  ...experimentActivityOperations,
  ...runOperations,
  ...metricOperations,
  ...sampleOperations,
  ...aggregateOperations,
  ...inputOperations,
  ...artifactOperations,
  ...loggedModelOperations,
  ...registeredModelOperations,
  ...modelVersionOperations,
  ...runTableOperations,
  ...bulkRunOperations,
  ...viewOperations,
  ...trashOperations,
  ...diskOperations,
  ...livenessOperations,
  ...statusOperations,
  ...auditOperations,
  ...importanceOperations,
  ...alertRuleOperations,
  ...alertOperations,
  ...annotationOperations,
  ...versionMoveOperations,
  ...transitionRequestOperations,
  ...registrySettingsOperations,
  ...stageBoardOperations,
  ...modelRowOperations,
  ...modelLineageOperations,
  ...webhookOperations,
  ...promptOperations,
  ...promptDraftOperations,
} as const;

/** Operations whose body or answer is not one JSON document; the endpoint serves them itself. */
export const rawOperations = {
  ...rawServerOperations,
  ...rawArtifactOperations,
  ...rawModelVersionOperations,
  ...rawRunTableOperations,
  ...rawLivePointOperations,
} as const;

export type OperationName = keyof typeof operations;
/** Operations that also answer in columns. */
export type ColumnOperationName = 'sampleMetrics' | 'aggregateMetrics';
export type RawOperationName = keyof typeof rawOperations;

/** What a handler receives: parsed, with unset fields undefined or null. */
export type Request<Name extends OperationName> = z.output<(typeof operations)[Name]['request']>;
/** What a caller may send. */
export type RequestInput<Name extends OperationName> = {
  [Field in keyof z.output<(typeof operations)[Name]['request']>]:
    | z.output<(typeof operations)[Name]['request']>[Field]
    | undefined;
};
export type Response<Name extends OperationName> = z.output<(typeof operations)[Name]['response']>;
