import type { Webhook } from '../../../../contract/index.ts';
import { RelativeTime } from '../../../components/Time.tsx';
import { formatCount } from '../../../format.ts';
import { useLastDelivery } from '../../../queries/webhooks.ts';
import { DeliveryState } from './DeliveryState.tsx';

interface LastDeliveryProps {
  webhook: Webhook;
  onOpen: () => void;
}

/** How a webhook last went and what it is still to be told; a press opens its log. */
export function LastDelivery({ webhook, onOpen }: LastDeliveryProps) {
  const { data } = useLastDelivery(webhook.webhook_id);
  if (data === undefined) return null;
  const { last, pending } = data;
  if (last === undefined && pending === 0) return <span className="text-muted">Nothing yet</span>;
  return (
    <button
      type="button"
      title={last?.error ?? 'Show the deliveries'}
      aria-label={`Deliveries to ${webhook.name}`}
      onClick={onOpen}
      className="block max-w-full rounded-sm text-left hover:underline"
    >
      {last && <DeliveryState state={last.state} />}
      <span className="block truncate text-11 text-muted">
        {last && <RelativeTime time={last.time} />}
        {last && pending > 0 && ' · '}
        {pending > 0 && `${formatCount(pending)} to send`}
      </span>
    </button>
  );
}
