export {
  deleteAlertRule,
  enabledAlertRules,
  findAlertRule,
  isRunIn,
  listAlertRules,
  putAlertRule,
  type StoredAlertRule,
} from './alert-rules.ts';
export {
  type AlertSearch,
  acknowledgeAlerts,
  countUnacknowledgedAlerts,
  forgetOldAlerts,
  insertAlert,
  listAlerts,
  type NewAlert,
  type OpenAlert,
  openAlerts,
  openAlertsOfRule,
  recoverAlert,
  runsWithOpenAlerts,
} from './alerts.ts';
export {
  deleteAnnotation,
  findAnnotation,
  insertAnnotation,
  listAnnotations,
  updateAnnotation,
} from './annotations.ts';
export { backUp, integrityFaults, listBackups } from './backup.ts';
export { type Change, ChangeLog } from './changes.ts';
export { type Database, openReader, type Synchronous, storageError } from './database.ts';
export { type DirectoryLock, lockDirectory } from './directory-lock.ts';
export {
  deleteExperimentTag,
  experimentsByIds,
  experimentsOf,
  findExperiment,
  findExperimentByName,
  greatestExperimentId,
  insertExperiment,
  renameExperiment,
  setExperimentDeleted,
  setExperimentTag,
} from './experiments.ts';
export type { HistoryKey } from './history.ts';
export {
  datasetSummaries,
  insertDatasetInput,
  insertModelInput,
  insertModelOutput,
  type StoredDataset,
} from './inputs.ts';
export {
  deleteLoggedModelTag,
  findLoggedModel,
  insertLoggedModel,
  insertLoggedModelParam,
  type LoggedModelRow,
  loggedModel,
  setLoggedModelDeleted,
  setLoggedModelStatus,
  setLoggedModelTag,
} from './logged-models.ts';
export { cleanValue, insertModelPoints, insertPoints, type ModelPoint, type Point } from './metrics.ts';
export { copiesOf, lineageDatasets, lineageRun, siblingsOf, type VersionRef } from './model-lineage.ts';
export {
  chatPromptVersions,
  countRegisteredModels,
  countVersionsByStage,
  highestVersionIds,
  type StageCount,
} from './model-rows.ts';
export {
  aliasesOfVersions,
  deleteModelVersion,
  deleteModelVersionTag,
  findModelVersion,
  highestVersion,
  insertModelVersion,
  insertVersionMove,
  latestVersions,
  type ModelVersionRow,
  modelVersionsByIds,
  modelVersionTags,
  setModelVersionDescription,
  setModelVersionStage,
  setModelVersionTag,
  type VersionMove,
  versionsInStage,
} from './model-versions.ts';
export { moveRun } from './move-run.ts';
export type { SortKey } from './order-sql.ts';
export {
  deletedModelOwners,
  isSharedFolder,
  type Owner,
  ownersInExperiment,
  rowsInExperiment,
  runOwners,
} from './owners.ts';
export { insertParam } from './params.ts';
export {
  countPromptDrafts,
  findPromptDraft,
  listPromptDrafts,
  putPromptDraft,
  removePromptDraft,
  type StoredPromptDraft,
  sweepPromptDrafts,
} from './prompt-drafts.ts';
export { type LinkedRun, linkedRuns, linkedTraces, linkPromptToTrace } from './prompt-links.ts';
export { versionParents, versionsBefore } from './prompt-versions.ts';
export {
  addArtifactRemovals,
  forgetArtifactRemoval,
  giveBackPages,
  nextArtifactRemoval,
  type PurgedRows,
  purge,
  removePurgedRows,
} from './purge.ts';
export { type RankedRun, rankRuns } from './rank-runs.ts';
export {
  type AliasOfVersion,
  deleteModelAlias,
  deleteRegisteredModel,
  deleteRegisteredModelTag,
  findModelAlias,
  findRegisteredModel,
  insertRegisteredModel,
  modelAliases,
  putModelAlias,
  type RegisteredModelRow,
  registeredModelsByIds,
  registeredModelTags,
  renameRegisteredModel,
  setIsPrompt,
  setRegisteredModelDescription,
  setRegisteredModelTag,
  type TagPair,
  touchRegisteredModel,
} from './registered-models.ts';
export {
  findRegistrySettings,
  putRegistrySettings,
  type StoredRegistrySettings,
} from './registry-settings.ts';
export { allRuns, type KeyNames, type RunCells, runCells, runKeys } from './run-cells.ts';
export { runsJson } from './run-json.ts';
export { type RunParams, type RunParamsSearch, runParams } from './run-params.ts';
export { type RunProcess, runProcess, saveRunProcess } from './run-processes.ts';
export { PARENT_TAG } from './run-rows.ts';
export { findRun, insertRun, type RunRow, runInfo, setRunDeleted, updateRun } from './runs.ts';
export { searchExperiments } from './search-experiments.ts';
export { searchLoggedModels } from './search-logged-models.ts';
export { searchModelVersions } from './search-model-versions.ts';
export { searchRegisteredModels } from './search-registered-models.ts';
export type { Axis } from './series-points.ts';
export {
  type BoardRow,
  boardRows,
  firstModelMetrics,
  firstRunMetrics,
  firstVersionTags,
} from './stage-board.ts';
export { databaseBytes } from './statistics.ts';
export { DATABASE_FILE, openStore, type Store, type StoreOptions } from './store.ts';
export { deleteTag, findTag, setTag } from './tags.ts';
export {
  countPendingRequests,
  type Decision,
  decideTransitionRequest,
  findTransitionRequest,
  insertTransitionRequest,
  listTransitionRequests,
  type NewRequest,
  pendingRequestsOf,
  type RequestSearch,
  requestsForStage,
  type StoredRequest,
  setRequestedStage,
} from './transition-requests.ts';
export {
  type DeletedExperiment,
  type DeletedRun,
  deletedExperiments,
  deletedRuns,
  type TrashKey,
} from './trash.ts';
export {
  existingVersions,
  firstMoveTime,
  lastStageMoves,
  listVersionMoves,
  type MoveSearch,
  type PastMove,
  renameStage,
  type StoredVersionMove,
  versionMovesUntil,
  versionsHolding,
} from './version-moves.ts';
export { deleteView, findView, listViews, putView } from './views.ts';
export {
  type Attempted,
  countQueued,
  hurryWebhook,
  listWebhookDeliveries,
  nextWebhookDelivery,
  noteWebhookAttempt,
  type QueuedDelivery,
  queueWebhookEvent,
  requeueWebhookEvent,
  sweepWebhookEvents,
  trimWebhookLog,
  webhookOfDelivery,
  webhooksWithQueue,
} from './webhook-deliveries.ts';
export {
  activeWebhooks,
  allowsPrivateAddresses,
  countWebhooks,
  deleteWebhook,
  findWebhook,
  insertWebhook,
  listWebhooks,
  type StoredWebhook,
  setAllowsPrivateAddresses,
  updateWebhook,
  webhookById,
} from './webhooks.ts';
