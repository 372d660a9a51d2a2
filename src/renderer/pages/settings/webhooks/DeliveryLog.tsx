import { useState } from 'react';
import type { Webhook, WebhookDelivery } from '../../../../contract/index.ts';
import { Dialog } from '../../../components/Dialog.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { ListGrid } from '../../../components/ListGrid.tsx';
import { showError, showMessage } from '../../../components/messages.ts';
import { SkeletonBar } from '../../../components/SkeletonBar.tsx';
import { formatCount } from '../../../format.ts';
import { redeliver, useDeliveries } from '../../../queries/webhooks.ts';
import { DeliveryDetail } from './DeliveryDetail.tsx';
import { DELIVERY_GRID, DeliveryRow } from './DeliveryRow.tsx';

interface DeliveryLogProps {
  webhook: Webhook;
  onClose: () => void;
}

/** Every attempt to tell a webhook, the newest first, as they happen. */
export function DeliveryLog({ webhook: { webhook_id, name, url }, onClose }: DeliveryLogProps) {
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = useDeliveries(webhook_id);
  const canGoOn = hasNextPage && !isFetching && error === null;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Deliveries to ${name}`}
      description={
        <span className="text-12">
          <span className="font-mono text-11 break-all">{url}</span>
          {data !== undefined && data.pending > 0 && ` · ${formatCount(data.pending)} still to be sent`}
        </span>
      }
      width="large"
    >
      <div className="flex h-[52vh] flex-col">
        {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {data === undefined && error === null && <SkeletonBar width="w-80" />}
        {data?.deliveries.length === 0 && (
          <p className="text-12 text-muted">
            Nothing was sent yet. What happens from now on is listed here as it is sent.
          </p>
        )}
        {data && data.deliveries.length > 0 && (
          <Deliveries
            webhookId={webhook_id}
            deliveries={data.deliveries}
            onEnd={canGoOn ? () => void fetchNextPage() : undefined}
          />
        )}
      </div>
    </Dialog>
  );
}

interface DeliveriesProps {
  webhookId: string;
  deliveries: readonly WebhookDelivery[];
  onEnd: (() => void) | undefined;
}

const keyOf = ({ delivery_id, attempt, time }: WebhookDelivery) => `${delivery_id} ${attempt} ${time}`;

function Deliveries({ webhookId, deliveries, onEnd }: DeliveriesProps) {
  const [chosenKey, setChosenKey] = useState<string>();
  const chosen = deliveries.find((delivery) => keyOf(delivery) === chosenKey);
  const sendAgain = ({ delivery_id, object }: WebhookDelivery) =>
    void redeliver(webhookId, delivery_id).then(() => showMessage(`Sending ${object} once more`), showError);
  return (
    <>
      <ListGrid
        label="Deliveries"
        count={deliveries.length}
        columns={DELIVERY_GRID}
        heads={
          <>
            <span role="columnheader">State</span>
            <span role="columnheader">Event</span>
            <span role="columnheader">Answer</span>
            <span role="columnheader" className="text-right">
              Sent
            </span>
            <span role="columnheader" className="sr-only">
              Send again
            </span>
          </>
        }
        onEnd={onEnd}
      >
        {(index, top) => {
          const delivery = deliveries[index];
          if (delivery === undefined) return null;
          const key = keyOf(delivery);
          return (
            <DeliveryRow
              key={key}
              delivery={delivery}
              index={index}
              top={top}
              isChosen={key === chosenKey}
              onChoose={() => setChosenKey(key === chosenKey ? undefined : key)}
              onSendAgain={() => sendAgain(delivery)}
            />
          );
        }}
      </ListGrid>
      {chosen && <DeliveryDetail delivery={chosen} onClose={() => setChosenKey(undefined)} />}
    </>
  );
}
