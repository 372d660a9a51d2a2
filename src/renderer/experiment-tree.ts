import type { Experiment } from '../contract/index.ts';

/** A folder, or an experiment in one. Folders are what stands before each `/` of a name. */
export interface TreeNode {
  id: string;
  /** The last part of the name. */
  label: string;
  experiment?: Experiment;
  children?: TreeNode[];
}

const byLabel = new Intl.Collator('en', { numeric: true });

/** Experiments as a tree of folders: folders first, both by name. */
export function experimentTree(experiments: readonly Experiment[]): TreeNode[] {
  const roots: TreeNode[] = [];
  const folders = new Map<string, TreeNode>();
  for (const experiment of experiments) {
    const parts = experiment.name.split('/').filter((part) => part !== '');
    const label = parts.pop() ?? experiment.name;
    const siblings = parts.length === 0 ? roots : folderOf(parts, roots, folders);
    siblings.push({ id: experiment.experiment_id, label, experiment });
  }
  return sorted(roots);
}

function folderOf(path: readonly string[], roots: TreeNode[], folders: Map<string, TreeNode>): TreeNode[] {
  const id = `folder ${path.join('/')}`;
  const known = folders.get(id);
  if (known?.children) return known.children;
  const children: TreeNode[] = [];
  const folder = { id, label: path.at(-1) ?? '', children };
  folders.set(id, folder);
  const siblings = path.length === 1 ? roots : folderOf(path.slice(0, -1), roots, folders);
  siblings.push(folder);
  return children;
}

function sorted(nodes: TreeNode[]): TreeNode[] {
  for (const { children } of nodes) if (children) sorted(children);
  return nodes.sort(
    (a, b) =>
      Number(b.children !== undefined) - Number(a.children !== undefined) ||
      byLabel.compare(a.label, b.label),
  );
}

/** How many experiments a node holds, itself counted. */
export function countExperiments(node: TreeNode): number {
  return (node.children ?? []).reduce((sum, child) => sum + countExperiments(child), node.experiment ? 1 : 0);
}
