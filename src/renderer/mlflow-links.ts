const EXPERIMENT = /^#\/experiments\/([^/?]+)(\/runs\/[^?]+)?/;
/** `#/compare-experiments/s?experiments=["1","2"]`: several experiments, which share one table here. */
const COMPARED_EXPERIMENTS = /^#\/compare-experiments(?:\/[^?]*)?(?=\?|$)(.*)$/;
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
  return path;
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
