import { Ban, CircleCheck, CircleX, Clock, type LucideIcon } from 'lucide-react';
import type { WebhookDelivery } from '../../../../contract/index.ts';

const LOOKS: Record<WebhookDelivery['state'], { icon: LucideIcon; word: string; colour: string }> = {
  delivered: { icon: CircleCheck, word: 'Delivered', colour: 'text-accent-ink' },
  retrying: { icon: Clock, word: 'Retrying', colour: 'text-killed' },
  failed: { icon: CircleX, word: 'Failed', colour: 'text-failed' },
  refused: { icon: Ban, word: 'Not sent', colour: 'text-failed' },
};

/** How one attempt ended, by an icon and a word. */
export function DeliveryState({ state }: { state: WebhookDelivery['state'] }) {
  const { icon: Icon, word, colour } = LOOKS[state];
  return (
    <span className="inline-flex items-center gap-1.5 align-bottom">
      <Icon className={colour} />
      {word}
    </span>
  );
}
