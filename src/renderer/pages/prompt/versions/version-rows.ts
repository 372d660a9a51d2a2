import type { PromptDraft, PromptVersion } from '../../../../contract/index.ts';
import type { Place } from '../prompt-address.ts';
import { type GraphRow, historyNodes, versionGraph } from './version-graph.ts';

/** A line of the list: a draft, or a version. */
export type HistoryRow = { graph: GraphRow; place: Place } & (
  | { draft: PromptDraft; version?: never }
  | { version: PromptVersion; draft?: never }
);

/** Drafts, the one begun last first, so that none moves while it is written, then versions, newest first, with the lanes beside them. */
export function historyRows(
  drafts: readonly PromptDraft[],
  versions: readonly PromptVersion[],
): HistoryRow[] {
  const inOrder = drafts.toSorted((one, other) => other.creation_time - one.creation_time);
  const graph = versionGraph(historyNodes(inOrder, versions));
  const graphAt = (index: number) => graph[index] ?? { lane: 0, lines: [] };
  return [
    ...inOrder.map((draft, index) => ({ draft, place: { draft: draft.draft_id }, graph: graphAt(index) })),
    ...versions.map((version, index) => ({
      version,
      place: { version: version.version },
      graph: graphAt(drafts.length + index),
    })),
  ];
}

/** How a draft or version is called where there is little room. */
export function rowName({ draft, version }: HistoryRow): string {
  return draft === undefined ? `v${version.version}` : draft.title;
}
