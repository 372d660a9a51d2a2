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
export {
  type Answer,
  type Caller,
  type ClientProcess,
  EncodedColumns,
  EncodedJson,
  type Tracker,
} from './tracker.ts';
export type { View } from './views.ts';
