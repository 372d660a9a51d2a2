import { CircleAlert, Flag, Hourglass, type LucideIcon, Ruler } from 'lucide-react';
import type { Alert } from '../../contract/index.ts';

const LOOKS: Record<Alert['kind'], { icon: LucideIcon; word: string; colour: string }> = {
  threshold: { icon: Ruler, word: 'Beyond a value', colour: 'text-killed' },
  nan: { icon: CircleAlert, word: 'NaN', colour: 'text-failed' },
  stall: { icon: Hourglass, word: 'Silent', colour: 'text-killed' },
  finish: { icon: Flag, word: 'Ended', colour: 'text-muted' },
};

/*
 * AlertIcon: what an alert is about, by an icon with its word.
 *   kind
 *   isSeen   it has been acknowledged: quiet
 */
export function AlertIcon({ kind, isSeen = false }: { kind: Alert['kind']; isSeen?: boolean }) {
  const { icon: Icon, word, colour } = LOOKS[kind];
  return (
    <span title={word} className={`inline-flex align-bottom ${isSeen ? 'text-faint' : colour}`}>
      <Icon />
      <span className="sr-only">{isSeen ? `${word}, acknowledged` : word}</span>
    </span>
  );
}
