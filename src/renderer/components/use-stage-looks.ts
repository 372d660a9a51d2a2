import { useMemo } from 'react';
import type { Stage } from '../../contract/index.ts';
import { useRegistrySettings } from '../queries/registry-settings.ts';

type StageLook = Pick<Stage, 'classic' | 'color'>;

const NONE: StageLook = { classic: 'None' };

/** How StageLabel shows a stage of the workspace; one that is not there any more, as the first. */
export function useStageLooks(): (stage: string) => StageLook {
  const { data } = useRegistrySettings();
  return useMemo(() => {
    const looks = new Map(data?.stages.map((stage) => [stage.name, stage]));
    return (stage) => looks.get(stage) ?? NONE;
  }, [data]);
}
