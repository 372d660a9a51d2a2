import { Archive, CircleCheck, CircleDashed, CircleDot, type LucideIcon } from 'lucide-react';
import type { ClassicStage, Stage } from '../../contract/index.ts';
import { STAGE_COLOURS } from './stage-colours.ts';

const LOOKS: Record<ClassicStage, { icon: LucideIcon; colour: string }> = {
  None: { icon: CircleDashed, colour: 'text-faint' },
  Staging: { icon: CircleDot, colour: 'text-killed' },
  Production: { icon: CircleCheck, colour: 'text-accent' },
  Archived: { icon: Archive, colour: 'text-faint' },
};

/*
 * StageLabel: a stage of a model, by an icon and its name.
 *   stage     the name, as the workspace calls it
 *   classic   MLflow's stage that it stands for; it says the icon
 *   color     that of the workspace; without it, that of the classic stage
 */
interface StageLabelProps {
  stage: string;
  classic: ClassicStage;
  color?: Stage['color'];
}

export function StageLabel({ stage, classic, color }: StageLabelProps) {
  const { icon: Icon, colour } = LOOKS[classic];
  return (
    <span className="inline-flex min-w-0 max-w-full items-center gap-1.5 align-bottom" title={stage}>
      <Icon className={color === undefined ? colour : STAGE_COLOURS[color]} />
      <span className="truncate">{stage}</span>
    </span>
  );
}
