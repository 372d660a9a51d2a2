import { Circle, CircleCheck, CircleSlash, CircleX, Clock, type LucideIcon } from 'lucide-react';
import type { RunStatus } from '../../contract/index.ts';

const LOOKS: Record<RunStatus, { word: string; icon: LucideIcon; colour: string }> = {
  RUNNING: {
    word: 'Running',
    icon: Circle,
    colour: 'fill-current text-accent motion-safe:animate-pulse-slow scale-60',
  },
  SCHEDULED: { word: 'Scheduled', icon: Clock, colour: 'text-faint' },
  FINISHED: { word: 'Finished', icon: CircleCheck, colour: 'text-faint' },
  FAILED: { word: 'Failed', icon: CircleX, colour: 'text-failed' },
  KILLED: { word: 'Killed', icon: CircleSlash, colour: 'text-killed' },
};

export function StatusLabel({ status }: { status: RunStatus }) {
  const { word, icon: Icon, colour } = LOOKS[status];
  return (
    <span className="inline-flex items-center gap-1.5 align-bottom">
      <Icon className={colour} />
      {word}
    </span>
  );
}
