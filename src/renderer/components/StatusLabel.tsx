import {
  Circle,
  CircleCheck,
  CircleDashed,
  CircleSlash,
  CircleX,
  Clock,
  type LucideIcon,
} from 'lucide-react';
import type { RunStatus } from '../../contract/index.ts';

/*
 * StatusLabel: the status of a run, by an icon and a word.
 *   status
 *   isInterrupted   the run says RUNNING and its process has ended (getLiveness)
 *   isIconOnly      the word is for screen readers and the tooltip only
 */
const LOOKS: Record<RunStatus | 'INTERRUPTED', { word: string; icon: LucideIcon; colour: string }> = {
  RUNNING: {
    word: 'Running',
    icon: Circle,
    colour: 'fill-current text-accent motion-safe:animate-pulse-slow scale-60',
  },
  INTERRUPTED: { word: 'Interrupted', icon: CircleDashed, colour: 'text-killed' },
  SCHEDULED: { word: 'Scheduled', icon: Clock, colour: 'text-faint' },
  FINISHED: { word: 'Finished', icon: CircleCheck, colour: 'text-faint' },
  FAILED: { word: 'Failed', icon: CircleX, colour: 'text-failed' },
  KILLED: { word: 'Killed', icon: CircleSlash, colour: 'text-killed' },
};

interface StatusLabelProps {
  status: RunStatus;
  isInterrupted?: boolean;
  isIconOnly?: boolean;
}

export function StatusLabel({ status, isInterrupted = false, isIconOnly = false }: StatusLabelProps) {
  const { word, icon: Icon, colour } = LOOKS[isInterrupted ? 'INTERRUPTED' : status];
  return (
    <span className="inline-flex items-center gap-1.5 align-bottom" title={isIconOnly ? word : undefined}>
      <Icon className={colour} />
      {isIconOnly ? <span className="sr-only">{word}</span> : word}
    </span>
  );
}
