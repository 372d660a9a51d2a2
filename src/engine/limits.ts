import { invalidParameter } from '../contract/index.ts';

/** Sizes in characters, as MLflow counts them (semantics 3). */
export const LIMITS = {
  batchMetrics: 1000,
  batchParams: 100,
  batchTags: 100,
  batchEntities: 1000,
  key: 250,
  paramValue: 6000,
  tagValue: 8000,
  experimentName: 500,
  experimentTagValue: 20_000,
  datasetName: 500,
  datasetDigest: 36,
  datasetSource: 65_535,
  datasetSchema: 1_048_575,
  datasetProfile: 16_777_215,
  inputTagKey: 255,
  inputTagValue: 500,
  orderTerms: 50,
  pageRuns: 50_000,
  pageExperiments: 50_000,
  bulkRuns: 100,
  bulkPoints: 25_000,
  intervalPoints: 2500,
  chartRuns: 500,
  chartKeys: 100,
  chartSeries: 2000,
  chartBuckets: 2000,
  chartGroups: 200,
  groupedRuns: 1000,
  followedKeys: 1000,
  summaryExperiments: 20,
  summaryRows: 1000,
  changedRuns: 1000,
  trashPage: 1000,
  tableRows: 1000,
  exportedRuns: 100_000,
  tableColumns: 2000,
  listedColumns: 20_000,
  searchedExperiments: 1000,
  groupFields: 8,
  groupMetrics: 50,
  groups: 500,
  viewName: 250,
  alertRules: 200,
  alertRuleName: 250,
  alertExperiments: 1000,
  alertFilter: 5000,
  alertPage: 1000,
  annotationText: 5000,
  registryName: 256,
  registryTagValue: 100_000,
  registryDescription: 100_000,
  registryLink: 2000,
  aliasName: 255,
  moveComment: 5000,
  movedVersions: 500,
  movePage: 500,
  pendingRequests: 500,
  stages: 20,
  stageName: 60,
  approvalAliases: 100,
  pageRegisteredModels: 1000,
  pageModelVersions: 200_000,
  promptDrafts: 200,
  draftTitle: 250,
  promptPage: 1000,
  mergeResolutions: 10_000,
  traceId: 250,
  tracePrompts: 1000,
  viewExperiments: 100,
  viewState: 1_048_576,
  webhooks: 1000,
  webhookUrl: 500,
  webhookDescription: 1000,
  webhookSecret: 1000,
  webhookPage: 1000,
} as const;

const KEY = /^[\p{L}\p{N}_\-. :/]*$/u;

/** Whether the text, read as a POSIX path, is its own shortest form: keys become file names in the folder layout. */
function isPlainPath(key: string): boolean {
  return key !== '' && key.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/** Keys that were found good: a training loop sends the same few over and over. */
const goodKeys = new Set<string>();
const MOST_GOOD_KEYS = 10_000;

/** A key of a metric, param or tag: its characters, its length, and that it is a plain relative path. `path` names the field. */
export function checkKey(key: string, path: string): void {
  if (goodKeys.has(key)) return;
  checkLength(key, LIMITS.key, path);
  if (!KEY.test(key))
    throw invalidParameter(
      `Invalid value "${key}" for parameter '${path}': names may hold letters, digits, underscores (_), dashes (-), periods (.), spaces ( ), colons (:) and slashes (/).`,
    );
  if (!isPlainPath(key))
    throw invalidParameter(
      `Invalid value "${key}" for parameter '${path}': a name must not be empty, start or end with a slash, or hold '.', '..' or empty parts.`,
    );
  if (goodKeys.size >= MOST_GOOD_KEYS) goodKeys.clear();
  goodKeys.add(key);
}

/** Code points, which is what Python counts. No text has more of them than UTF-16 units, so that short ones are not split. */
function lengthBeyond(text: string, limit: number): number {
  return text.length <= limit ? text.length : Array.from(text).length;
}

/** Refuses a text longer than `limit` characters, naming the field. */
export function checkLength(text: string | undefined, limit: number, path: string): void {
  const length = lengthBeyond(text ?? '', limit);
  if (length > limit)
    throw invalidParameter(`'${path}' is ${length} characters long; the limit is ${limit}.`);
}

/** Refuses a list of more than `limit` entries, naming the field. */
export function checkCount(count: number, limit: number, path: string): void {
  if (count > limit)
    throw invalidParameter(
      `A request may hold at most ${limit} ${path}; this one holds ${count}. Send several requests.`,
    );
}

/** Refuses an order of more terms than the database can join in one search. */
export function checkOrderTerms(terms: readonly unknown[] | null | undefined): void {
  const count = terms?.length ?? 0;
  if (count > LIMITS.orderTerms)
    throw invalidParameter(`'order_by' holds ${count} terms; the limit is ${LIMITS.orderTerms}.`);
}

/** Long values are cut, not refused, as MLflow's server does by default. Never within a character. */
export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : Array.from(text).slice(0, limit).join('');
}
