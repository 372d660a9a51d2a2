import type { Run } from '../../../../contract/index.ts';
import type { Artifact } from '../../../queries/artifacts.ts';
import type { CompareAddress } from '../compare-address.ts';
import type { ComparedNode } from './compared-nodes.ts';

/** A run whose file is shown on one side. */
export interface ChosenSide {
  runId: string;
  name: string;
  /** Undefined where the run does not have the file. */
  artifact: Artifact | undefined;
}

/** A side whose file is there. */
export interface FileSide extends ChosenSide {
  artifact: Artifact;
  /** In bytes. */
  size: number;
  version: string;
}

/** The sides that the address names; else the reference, or the first run that has the file, and the next one that has it. */
export function sidesOf(
  runs: readonly Run[],
  { artifacts }: ComparedNode,
  { left, right, reference }: Pick<CompareAddress, 'left' | 'right' | 'reference'>,
): [left: ChosenSide | undefined, right: ChosenSide | undefined] {
  const all = runs.map(
    ({ info }, index): ChosenSide => ({
      runId: info.run_id,
      name: info.run_name ?? info.run_id,
      artifact: artifacts[index],
    }),
  );
  const named = (runId: string | undefined) => all.find((side) => side.runId === runId);
  const having = all.filter(({ artifact }) => artifact !== undefined);
  const referred = named(reference);
  const free = (other: ChosenSide | undefined) => having.find((side) => side !== other);
  const chosenRight = named(right);
  const first =
    named(left) ?? (referred?.artifact && referred !== chosenRight ? referred : free(chosenRight)) ?? all[0];
  return [first, chosenRight ?? free(first) ?? all.find((side) => side !== first)];
}
