/** A version or a draft, and the versions it was made from. */
export interface GraphNode {
  id: string;
  parents: readonly string[];
}

/** A line through the upper or the lower half of a row, from one lane to another. */
export interface GraphLine {
  half: 'upper' | 'lower';
  from: number;
  to: number;
}

export interface GraphRow {
  lane: number;
  lines: readonly GraphLine[];
}

/**
 * The lanes of a history, newest first: each row's own lane and the lines that lead through it. A lane is taken from the first
 * node that names a parent to that parent, then it is free again. Parents that are not in the list end at the last row.
 */
export function versionGraph(nodes: readonly GraphNode[]): GraphRow[] {
  /** The node that each lane leads to. */
  const open: (string | undefined)[] = [];
  const free = () => {
    const index = open.indexOf(undefined);
    return index < 0 ? open.length : index;
  };
  return nodes.map(({ id, parents }) => {
    const first = open.indexOf(id);
    const lane = first < 0 ? free() : first;
    const upper = takenLanes(open).map(
      (from): GraphLine => ({ half: 'upper', from, to: open[from] === id ? lane : from }),
    );
    for (const [index, target] of open.entries()) if (target === id) open[index] = undefined;
    const passing = takenLanes(open).map((from): GraphLine => ({ half: 'lower', from, to: from }));
    const lower = parents.map((parent, index): GraphLine => {
      const known = open.indexOf(parent);
      const to = known >= 0 ? known : index === 0 && open[lane] === undefined ? lane : free();
      open[to] = parent;
      return { half: 'lower', from: lane, to };
    });
    return { lane, lines: [...upper, ...passing, ...lower] };
  });
}

function takenLanes(open: readonly (string | undefined)[]): number[] {
  return [...open.keys()].filter((index) => open[index] !== undefined);
}

interface Version {
  version: string;
  parent_version?: string | undefined;
  merged_version?: string | undefined;
}

interface Draft {
  draft_id: string;
  base_version?: string | undefined;
  merged_version?: string | undefined;
}

/** Drafts, then versions newest first, with what each came from; a version that does not say it came from the one before. */
export function historyNodes(drafts: readonly Draft[], versions: readonly Version[]): GraphNode[] {
  const known = new Set(versions.map(({ version }) => version));
  const existing = (...parents: (string | undefined)[]) => [
    ...new Set(parents.filter((parent): parent is string => parent !== undefined && known.has(parent))),
  ];
  return [
    ...drafts.map(({ draft_id, base_version, merged_version }) => ({
      id: draft_id,
      parents: existing(base_version, merged_version),
    })),
    ...versions.map(({ version, parent_version, merged_version }, index) => ({
      id: version,
      parents: existing(existing(parent_version)[0] ?? versions[index + 1]?.version, merged_version),
    })),
  ];
}
