import { useParams } from 'react-router';

export const TABS = [
  ['', 'Overview'],
  ['charts', 'Charts'],
  ['system', 'System'],
  ['artifacts', 'Artifacts'],
  ['log', 'Log'],
  ['environment', 'Environment'],
] as const;

/** MLflow's names for the same pages, which its links end in. */
const MLFLOW_TABS = new Map<string, RunTab>([
  ['overview', ''],
  ['model-metrics', 'charts'],
  ['system-metrics', 'system'],
]);

export type RunTab = (typeof TABS)[number][0];

/** What the path after the run's id says: the tab, and below artifacts the path of one. */
export function useRunTab(): { tab: RunTab | undefined; rest: string } {
  const { '*': splat = '' } = useParams();
  const cut = splat.indexOf('/');
  const name = cut < 0 ? splat : splat.slice(0, cut);
  const tab = TABS.find(([value]) => value === name)?.[0] ?? MLFLOW_TABS.get(name);
  return { tab, rest: cut < 0 ? '' : splat.slice(cut + 1) };
}

export function runPath(experimentId: string, runId: string, tab: RunTab = ''): string {
  const path = `/experiments/${experimentId}/runs/${runId}`;
  return tab === '' ? path : `${path}/${tab}`;
}

/** The page of an artifact of a run, or of a model that the run has to do with. */
export function artifactPath(runPagePath: string, path: string, modelId?: string): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return `${runPagePath}/artifacts/${encoded}${modelId === undefined ? '' : `?model=${encodeURIComponent(modelId)}`}`;
}
