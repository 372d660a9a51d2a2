import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Stage, VersionMove } from '../../../../contract/index.ts';
import { AliasPill } from '../../../components/AliasPill.tsx';
import { StageLabel } from '../../../components/StageLabel.tsx';

interface MoveWordsProps {
  move: VersionMove;
  stages: readonly Stage[];
}

/** What moved, from where to where. */
export function MoveWords({ move, stages }: MoveWordsProps): ReactNode {
  const { kind, version, stage, from_stage, alias, from_version } = move;
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-1.5">
      <span className="font-semibold">v{version}</span>
      {kind === 'created' && <span className="text-muted">registered in</span>}
      {kind === 'deleted' && <span className="text-muted">deleted</span>}
      {kind === 'alias_set' && <span className="text-muted">got</span>}
      {kind === 'alias_removed' && <span className="text-muted">lost</span>}
      {kind === 'stage' && from_stage !== undefined && (
        <>
          <NamedStage name={from_stage} stages={stages} />
          <ArrowRight role="img" aria-label="to" className="size-3.5! text-faint" />
        </>
      )}
      {stage !== undefined && kind !== 'deleted' && <NamedStage name={stage} stages={stages} />}
      {alias !== undefined && <AliasPill alias={alias} />}
      {from_version !== undefined && <span className="text-muted">from v{from_version}</span>}
    </span>
  );
}

/** A stage that the workspace may no longer have. */
function NamedStage({ name, stages }: { name: string; stages: readonly Stage[] }) {
  const known = stages.find((stage) => stage.name === name);
  return known ? (
    <StageLabel stage={name} classic={known.classic} color={known.color} />
  ) : (
    <span>{name}</span>
  );
}
