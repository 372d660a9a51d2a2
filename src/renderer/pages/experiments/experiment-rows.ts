import type { Experiment } from '../../../contract/index.ts';
import { type ExperimentPath, experimentsIn, experimentTree, type TreeNode } from '../../experiment-tree.ts';
import type { Activity } from '../../queries/experiment-activity.ts';

/** A line of the list: an experiment, or a folder with what is in it taken together. */
export interface ExperimentLine extends Omit<TreeNode, 'children'> {
  children?: ExperimentLine[];
  /** How many experiments it is. */
  experiments: number;
  /** Undefined until the tracker told. */
  runs: number | undefined;
  /** Those whose process is there, or cannot be told. */
  running: number;
  /** Those that say RUNNING, though their process has ended. */
  interrupted: number;
  /** When a run last started or ended, or the experiment itself was last changed. */
  activeTime: number;
  creationTime: number;
}

export function experimentLines(
  experiments: readonly Experiment[],
  pathOf: (name: string) => ExperimentPath,
  activities: ReadonlyMap<string, Activity> | undefined,
): ExperimentLine[] {
  const line = ({ children, ...node }: TreeNode): ExperimentLine =>
    children ? folder(node, children.map(line)) : ownLine(node);
  const ownLine = (node: Omit<TreeNode, 'children'>): ExperimentLine => {
    const { experiment } = node;
    const activity = activities?.get(node.id);
    return {
      ...node,
      experiments: 1,
      runs: activities === undefined ? undefined : (activity?.runs ?? 0),
      running: activity?.running ?? 0,
      interrupted: activity?.interrupted ?? 0,
      activeTime: Math.max(experiment?.last_update_time ?? 0, activity?.last_run_time ?? 0),
      creationTime: experiment?.creation_time ?? 0,
    };
  };
  return experimentTree(experiments, pathOf).map(line);
}

function folder(node: Omit<TreeNode, 'children'>, children: ExperimentLine[]): ExperimentLine {
  const sum = (of: (child: ExperimentLine) => number) =>
    children.reduce((total, child) => total + of(child), 0);
  const latest = (of: (child: ExperimentLine) => number) =>
    children.reduce((last, child) => Math.max(last, of(child)), 0);
  return {
    ...node,
    children,
    experiments: sum(({ experiments }) => experiments),
    runs: children.some(({ runs }) => runs === undefined) ? undefined : sum(({ runs = 0 }) => runs),
    running: sum(({ running }) => running),
    interrupted: sum(({ interrupted }) => interrupted),
    activeTime: latest(({ activeTime }) => activeTime),
    creationTime: latest(({ creationTime }) => creationTime),
  };
}

/** The experiments that a line stands for. */
export const experimentsOfLine = (line: ExperimentLine): Experiment[] => experimentsIn(line);
