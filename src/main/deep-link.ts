/** Ids only, nothing to decode, nothing after them: what does not match is not opened at all. */
const LINK = /^tidemark:\/\/experiments\/(\d{1,20})(?:\/runs\/([0-9a-f]{32}))?\/?$/;

/** The page that a `tidemark://` link leads to, or undefined for a link that is not one of ours. */
export function pathOfDeepLink(link: string): string | undefined {
  const [matched, experimentId, runId] = LINK.exec(link) ?? [];
  if (matched === undefined || experimentId === undefined) return undefined;
  return runId === undefined ? `/experiments/${experimentId}` : `/experiments/${experimentId}/runs/${runId}`;
}
