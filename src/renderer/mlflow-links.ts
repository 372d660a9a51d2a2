import { modelPath, modelVersionPath } from './model-paths.ts';

const EXPERIMENT = /^#\/experiments\/([^/?]+)(\/runs\/[^?]+)?/;
/** `#/compare-experiments/s?experiments=["1","2"]`: several experiments, which share one table here. */
const COMPARED_EXPERIMENTS = /^#\/compare-experiments(?:\/[^?]*)?(?=\?|$)(.*)$/;
/** `#/models/NAME/versions/N`, the pages of a model beside it, and `#/model-versions?name=NAME&version=N`. */
const MODEL_VERSION = /^#(\/models\/[^/?]+\/versions\/[^/?]+)/;
const MODEL_PART = /^#(\/models\/[^/?]+)\/[^?]*/;
const NAMED_VERSION = /^#\/model-versions\/?(?:\?(.*))?$/;
const COMPARED_VERSIONS = /^#\/compare-model-versions\/?\?(.*)$/;
/** MLflow's pages that keep their path here. */
const SAME_PATH = /^#(\/(?:experiments|compare-runs|metric|models|prompts)(?:[/?].*)?)$/;

/** The path of our page for one of MLflow's `#/…` links, `/` for one that it does not have; undefined for other hashes. */
export function pathOfMlflowLink(hash: string): string | undefined {
  if (!hash.startsWith('#/')) return undefined;
  const [, experimentId, run = ''] = EXPERIMENT.exec(hash) ?? [];
  if (experimentId !== undefined) return `/experiments/${experimentId}${run}`;
  const [, compared] = COMPARED_EXPERIMENTS.exec(hash) ?? [];
  if (compared !== undefined) {
    const ids = runsOfMlflowLink(compared).experimentIds;
    return ids.length > 0 ? `/experiments/${ids.map(encodeURIComponent).join(',')}` : '/experiments';
  }
  const [, path = '/'] = SAME_PATH.exec(hash) ?? [];
  return pathOfModelLink(hash) ?? path;
}

function pathOfModelLink(hash: string): string | undefined {
  const [, version] = MODEL_VERSION.exec(hash) ?? [];
  if (version !== undefined) return version;
  const [, model] = MODEL_PART.exec(hash) ?? [];
  if (model !== undefined) return model;
  const compared = COMPARED_VERSIONS.exec(hash)?.[1];
  if (compared !== undefined) return pathOfComparedVersions(compared);
  const named = NAMED_VERSION.exec(hash);
  return named === null ? undefined : pathOfNamedVersion(named[1] ?? '');
}

function pathOfNamedVersion(search: string): string {
  const query = new URLSearchParams(search);
  const [name, version] = [query.get('name'), query.get('version')];
  if (name === null) return '/models';
  return version === null ? modelPath(name) : modelVersionPath(name, version);
}

/** `?name="fraud"&runs={"RUN":"3"}`: the runs that the versions are from. */
function pathOfComparedVersions(search: string): string {
  const query = new URLSearchParams(search);
  const runIds = keysIn(query.get('runs'));
  if (runIds.length > 0) return `/compare-runs?${new URLSearchParams({ runs: runIds.join(',') })}`;
  const [name] = idsIn(`[${query.get('name') ?? ''}]`);
  return name === undefined ? '/models' : modelPath(name, 'versions');
}

function keysIn(text: string | null): string[] {
  try {
    const keyed: unknown = JSON.parse(text ?? '{}');
    return typeof keyed === 'object' && keyed !== null && !Array.isArray(keyed) ? Object.keys(keyed) : [];
  } catch {
    return [];
  }
}

/** The runs that one of MLflow's links names: `?runs=["a","b"]&experiments=["1"]`. */
export function runsOfMlflowLink(search: string): { runIds: string[]; experimentIds: string[] } {
  const query = new URLSearchParams(search);
  return { runIds: idsIn(query.get('runs')), experimentIds: idsIn(query.get('experiments')) };
}

/**
 * Where the page of a metric is here, which MLflow's link names as `?runs=["a"]&plot_metric_keys=["loss"]`: among the charts of these
 * runs. Undefined for a link that names no run.
 */
export function pathOfMetricLink(search: string): string | undefined {
  const query = new URLSearchParams(search);
  const { runIds } = runsOfMlflowLink(search);
  if (runIds.length === 0) return undefined;
  const [key] = [...idsIn(query.get('plot_metric_keys')), ...idsIn(`[${query.get('metric') ?? ''}]`)];
  const chart = key === undefined ? {} : { chart: `metric:${key}` };
  return `/compare-runs?${new URLSearchParams({ runs: runIds.join(','), ...chart })}`;
}

function idsIn(text: string | null): string[] {
  try {
    const ids: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(ids)
      ? ids.filter((id) => typeof id === 'string' || typeof id === 'number').map(String)
      : [];
  } catch {
    return [];
  }
}
