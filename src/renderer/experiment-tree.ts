import type { Experiment } from '../contract/index.ts';

/** A folder, or an experiment in one. */
export interface TreeNode {
  id: string;
  /** The last part of the name. */
  label: string;
  experiment?: Experiment;
  children?: TreeNode[];
}

/** The folders that a name is in, outermost first, and what is left of the name within them. */
export interface ExperimentPath {
  folders: readonly string[];
  label: string;
}

const FEWEST_IN_DOTTED_FOLDER = 2;
// Within a word, and not the point of a number: "v1.2 test", "Dr. Who" and "lr0.1" are whole.
const FOLDING_DOT = /(?<=[^\s.])\.(?=[^\s.])(?<!\d\.(?=\d))/g;

const byLabel = new Intl.Collator('en', { numeric: true });

/**
 * Tells the folders of a name: what stands before each `/` or, in a name without one, before each `.` that at least two of the
 * experiments have in common.
 */
export function experimentPaths(experiments: readonly { name: string }[]): (name: string) => ExperimentPath {
  const sharing = new Map<string, number>();
  for (const { name } of experiments)
    if (!name.includes('/'))
      for (const dot of foldingDots(name)) {
        const before = name.slice(0, dot);
        sharing.set(before, (sharing.get(before) ?? 0) + 1);
      }
  return (name) => {
    if (name.includes('/')) {
      const parts = name.split('/').filter((part) => part !== '');
      const label = parts.pop() ?? name;
      return { folders: parts, label };
    }
    const shared = foldingDots(name).filter(
      (dot) => (sharing.get(name.slice(0, dot)) ?? 0) >= FEWEST_IN_DOTTED_FOLDER,
    );
    const starts = [0, ...shared.map((dot) => dot + 1)];
    return {
      folders: shared.map((dot, index) => name.slice(starts[index], dot)),
      label: name.slice(starts.at(-1)),
    };
  };
}

const foldingDots = (name: string): number[] => [...name.matchAll(FOLDING_DOT)].map(({ index }) => index);

/** Experiments as a tree of folders: folders first, both by name. `pathOf` knows more than these where they are a part of all. */
export function experimentTree(
  experiments: readonly Experiment[],
  pathOf = experimentPaths(experiments),
): TreeNode[] {
  const roots: TreeNode[] = [];
  const known = new Map<string, TreeNode[]>();
  for (const experiment of experiments) {
    const { folders, label } = pathOf(experiment.name);
    const siblings = folders.length === 0 ? roots : folderOf(folders, roots, known);
    siblings.push({ id: experiment.experiment_id, label, experiment });
  }
  return sorted(roots);
}

function folderOf(path: readonly string[], roots: TreeNode[], known: Map<string, TreeNode[]>): TreeNode[] {
  const id = folderId(path);
  const found = known.get(id);
  if (found !== undefined) return found;
  const children: TreeNode[] = [];
  known.set(id, children);
  const siblings = path.length === 1 ? roots : folderOf(path.slice(0, -1), roots, known);
  siblings.push({ id, label: path.at(-1) ?? '', children });
  return children;
}

const FOLDER = 'folder ';

const folderId = (path: readonly string[]): string => `${FOLDER}${path.join('/')}`;

/** The path of a folder by the id of its node: "vision/resnet". */
export const folderPathOf = (id: string): string => id.slice(FOLDER.length);

function sorted(nodes: TreeNode[]): TreeNode[] {
  for (const { children } of nodes) if (children) sorted(children);
  return nodes.sort(
    (a, b) =>
      Number(b.children !== undefined) - Number(a.children !== undefined) ||
      byLabel.compare(a.label, b.label),
  );
}

/** The experiments of a node, those of the folders within it too. */
export function experimentsIn({ experiment, children = [] }: TreeNode): Experiment[] {
  return [...(experiment ? [experiment] : []), ...children.flatMap(experimentsIn)];
}

/** How many experiments a node holds, itself counted. */
export function countExperiments(node: TreeNode): number {
  return (node.children ?? []).reduce((sum, child) => sum + countExperiments(child), node.experiment ? 1 : 0);
}
