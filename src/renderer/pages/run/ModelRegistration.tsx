import { Package } from 'lucide-react';
import { Link } from 'react-router';
import type { ModelVersion } from '../../../contract/index.ts';
import { AliasPill } from '../../components/AliasPill.tsx';
import { StageLabel } from '../../components/StageLabel.tsx';
import { useStageLooks } from '../../components/use-stage-looks.ts';
import { modelVersionPath } from '../../model-paths.ts';
import { useModelLineage } from '../../queries/model-lineage.ts';

/** Which version of a registered model something became, with its stage and aliases as they are now. */
export function ModelRegistration({ version: { name, version, current_stage } }: { version: ModelVersion }) {
  const { data } = useModelLineage({ name, version });
  const lookOf = useStageLooks();
  const { aliases = [], stage = current_stage } = data?.version ?? {};
  const look = lookOf(stage);
  return (
    <li className="grid min-h-7 grid-cols-[16px_minmax(0,1fr)] items-center gap-x-2 pl-1 text-muted">
      <Package className="text-faint" />
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 py-1">
        <span className="min-w-0 break-words">
          Registered as{' '}
          <Link
            to={modelVersionPath(name, version)}
            className="text-ink underline decoration-outline underline-offset-2 hover:decoration-current"
          >
            {name} v{version}
          </Link>
        </span>
        {look.classic !== 'None' && (
          <span className="min-w-0 text-soft">
            <StageLabel stage={stage} {...look} />
          </span>
        )}
        {aliases.map((alias) => (
          <AliasPill key={alias} alias={alias} />
        ))}
      </div>
    </li>
  );
}
