import type { Run } from '../../../../contract/index.ts';
import type { ComparedNode } from './compared-nodes.ts';
import type { ChosenSide } from './sides.ts';

interface RunChoiceProps {
  label: string;
  runs: readonly Run[];
  node: ComparedNode;
  chosen: ChosenSide | undefined;
  onChoose: (runId: string) => void;
}

/** Whose file is on one side. */
export function RunChoice({ label, runs, node, chosen, onChoose }: RunChoiceProps) {
  return (
    <select
      aria-label={`${label} side`}
      value={chosen?.runId}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
      className="h-7 max-w-40 min-w-0 truncate rounded-md border border-outline bg-canvas px-1.5 text-12"
    >
      {runs.map(({ info }, index) => (
        <option key={info.run_id} value={info.run_id}>
          {info.run_name ?? info.run_id}
          {node.artifacts[index] === undefined ? ' (does not have it)' : ''}
        </option>
      ))}
    </select>
  );
}
