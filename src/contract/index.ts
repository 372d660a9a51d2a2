export {
  AGGREGATE_VALUES,
  type AggregateColumns,
  type AggregateHead,
  type AggregateRow,
  aggregateSeries,
  readAggregateColumns,
} from './aggregates.ts';
export type { AlertRule } from './alert-rules.ts';
export type { Alert } from './alerts.ts';
export type { Annotation } from './annotations.ts';
export type { FileInfo } from './artifacts.ts';
export type { ChangeEvent, Signal } from './changes.ts';
export { COLUMNS_TYPE, type Columns, writeColumns } from './columns.ts';
export {
  type DesktopAnswers,
  type DesktopApi,
  type DesktopArguments,
  type DesktopCall,
  desktopCalls,
  type EngineReport,
  type EngineState,
  engineReport,
  parseDesktopCall,
  type WindowState,
  windowState,
} from './desktop.ts';
export {
  doesNotExist,
  ERROR_STATUS,
  type ErrorCode,
  type ErrorDetails,
  invalidParameter,
  TrackingError,
} from './errors.ts';
export type { Experiment, LifecycleStage, ViewType } from './experiments.ts';
export { type LiveFollowing, type LivePoints, parseLivePoints } from './following.ts';
export type { Importance } from './importance.ts';
export type { DatasetInput, ModelInput, ModelOutput } from './inputs.ts';
export type { LivePoint, LivePointsRequest, LiveSeries, LiveValue } from './live-points.ts';
export {
  LOGGED_MODEL_STATUSES,
  type LoggedModel,
  type LoggedModelStatus,
} from './logged-models.ts';
export type { Metric } from './metrics.ts';
export type { ModelLineage } from './model-lineage.ts';
export type { ModelRow } from './model-rows.ts';
export { CLASSIC_STAGES, type ClassicStage, type ModelVersion } from './model-versions.ts';
export { openApiDocument } from './openapi.ts';
export type { Method, Operation, Permission, RawOperation } from './operation.ts';
export {
  type ColumnOperationName,
  type OperationName,
  operations,
  type RawOperationName,
  type Request,
  type RequestInput,
  type Response,
  rawOperations,
} from './operations.ts';
export { parseQuery, parseRequest } from './parse.ts';
export type {
  ModelConfig,
  PromptConflict,
  PromptContent,
  PromptDraft,
  PromptMessage,
  PromptResolution,
  PromptVersion,
} from './prompts.ts';
export type { RegisteredModel } from './registered-models.ts';
export { type RegistrySettings, STAGE_COLORS, type Stage } from './registry-settings.ts';
export { type Route, routes } from './routes.ts';
export { parseRunExport, type RunExport, type RunExportRequest, type RunExports } from './run-export.ts';
export type { RunMetricCell, RunRowData } from './run-table.ts';
export { RUN_STATUSES, type Run, type RunInfo, type RunStatus } from './runs.ts';
export {
  type ChartX,
  readSampleColumns,
  SAMPLE_COUNTS,
  SAMPLE_VALUES,
  type SampleBucket,
  type SampleColumns,
  type SampleHead,
  sampleSeries,
} from './samples.ts';
export type { Int64 } from './scalars.ts';
export { MLFLOW_VERSION } from './server.ts';
export type { BoardVersion, KeyedMetric } from './stage-board.ts';
export {
  type Answer,
  type Caller,
  type ClientProcess,
  EncodedColumns,
  EncodedJson,
  type Tracker,
} from './tracker.ts';
export type { TransitionRequest } from './transition-requests.ts';
export type { VersionMove } from './version-moves.ts';
export type { View } from './views.ts';
export {
  WEBHOOK_EVENTS,
  type Webhook,
  type WebhookAction,
  type WebhookDelivery,
  type WebhookEntity,
  type WebhookSubscription,
} from './webhooks.ts';
