const EXPERIMENT = /^#\/experiments\/([^/?]+)(?:\/runs\/([^/?]+))?/;

/** The path of our page for one of MLflow's `#/…` links, `/` for a page that we do not have; undefined for other hashes. */
export function pathOfMlflowLink(hash: string): string | undefined {
  if (!hash.startsWith('#/')) return undefined;
  const [, experimentId, runId] = EXPERIMENT.exec(hash) ?? [];
  if (experimentId === undefined) return '/';
  return runId === undefined ? `/experiments/${experimentId}` : `/experiments/${experimentId}/runs/${runId}`;
}
