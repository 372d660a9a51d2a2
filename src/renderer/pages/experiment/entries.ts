import type { RunRowData } from '../../../contract/index.ts';
import type { RunGroup } from '../../queries/run-groups.ts';
import { type RunPages, rowsOf } from '../../queries/run-pages.ts';

/** One line of the table. */
export type Entry = RunEntry | GroupEntry;

export interface RunEntry {
  type: 'run';
  key: string;
  row: RunRowData;
  /** How deep below a parent or a group. */
  depth: number;
  isExpandable: boolean;
  isExpanded: boolean;
}

export interface GroupEntry {
  type: 'group';
  key: string;
  group: RunGroup;
  isExpanded: boolean;
}

/** What is unfolded, by key: the pages below a parent run or a group, once they are there. */
export type Branches = ReadonlyMap<string, RunPages | undefined>;

export const groupKey = ({ values }: RunGroup) => `group ${JSON.stringify(values)}`;
const NOTHING: Branches = new Map();

/** The lines of runs, each followed by its unfolded children. */
export function runEntries(
  rows: readonly RunRowData[],
  isTree: boolean,
  branches: Branches = NOTHING,
  depth = 0,
): RunEntry[] {
  if (branches.size === 0 || !isTree) return rows.map((row) => entryOf(row, isTree, depth));
  return rows.flatMap((row) => {
    if (!branches.has(row.run_id)) return entryOf(row, isTree, depth);
    const children = runEntries(rowsOf(branches.get(row.run_id)), isTree, branches, depth + 1);
    return [{ ...entryOf(row, isTree, depth), isExpanded: true }, ...children];
  });
}

/** The lines of groups, each followed by its unfolded members. */
export function groupEntries(groups: readonly RunGroup[], branches: Branches): Entry[] {
  return groups.flatMap((group) => {
    const key = groupKey(group);
    const isExpanded = branches.has(key);
    return [
      { type: 'group', key, group, isExpanded },
      ...runEntries(rowsOf(branches.get(key)), false, NOTHING, 1),
    ];
  });
}

function entryOf(row: RunRowData, isTree: boolean, depth: number): RunEntry {
  const isExpandable = isTree && row.children > 0;
  return { type: 'run', key: row.run_id, row, depth, isExpandable, isExpanded: false };
}
