import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { WebhookDelivery } from '../../../../contract/index.ts';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import { formatDateTime } from '../../../format.ts';
import { answerWords, attemptWords, pathOfDelivery } from './delivery-words.ts';

interface DeliveryDetailProps {
  delivery: WebhookDelivery;
  onClose: () => void;
}

/** All that the log knows of one attempt, whole. */
export function DeliveryDetail({ delivery, onClose }: DeliveryDetailProps) {
  const { delivery_id, event, object, seq, time, error } = delivery;
  const attempt = attemptWords(delivery);
  return (
    <section
      aria-label="Details of the delivery"
      className="relative flex-none border-t border-separator pt-2 text-12"
    >
      <dl className="grid grid-cols-[88px_minmax(0,1fr)] pr-8 *:flex *:min-h-6 *:items-center">
        <Line name="Event">
          <span className="font-mono text-11">{event}</span>
          <Link to={pathOfDelivery(delivery)} className="min-w-0 truncate text-accent-ink hover:underline">
            {object}
          </Link>
          <span className="text-muted">change {seq}</span>
        </Line>
        <Line name="Sent">
          {formatDateTime(time)}
          {attempt !== '' && <span className="text-muted">{attempt}</span>}
        </Line>
        <Line name="Answer">
          <span className="min-w-0 break-words">
            {answerWords(delivery)}
            {error !== undefined && <span className="text-failed">: {error}</span>}
          </span>
        </Line>
        <Line name="Delivery id">
          <span className="min-w-0 truncate font-mono text-11">{delivery_id}</span>
          <CopyButton text={delivery_id} what="delivery id" />
        </Line>
      </dl>
      <span className="absolute top-2 right-0">
        <IconButton icon={X} label="Close the details" onClick={onClose} />
      </span>
    </section>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 gap-2">{children}</dd>
    </>
  );
}
