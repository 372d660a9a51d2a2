export { backUp, integrityFaults } from './backup.ts';
export { type Change, ChangeLog } from './changes.ts';
export { type Database, openReader, type Synchronous, storageError } from './database.ts';
export { type DirectoryLock, lockDirectory } from './directory-lock.ts';
export {
  deleteExperimentTag,
  experimentsByIds,
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
export type { Summary } from './metric-blocks.ts';
export { cleanValue, insertModelPoints, insertPoints, type ModelPoint, type Point } from './metrics.ts';
export type { SortKey } from './order-sql.ts';
export { insertParam } from './params.ts';
export { runsJson } from './run-json.ts';
export { findRun, insertRun, type RunRow, runInfo, setRunDeleted, updateRun } from './runs.ts';
export { searchExperiments } from './search-experiments.ts';
export { searchLoggedModels } from './search-logged-models.ts';
export { DATABASE_FILE, openStore, type Store, type StoreOptions } from './store.ts';
export { deleteTag, findTag, setTag } from './tags.ts';
