import { Plus, Webhook as WebhookIcon } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Webhook } from '../../../../contract/index.ts';
import { type Command, useCommands } from '../../../commands.ts';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { SkeletonBar } from '../../../components/SkeletonBar.tsx';
import { useFollowedDeliveries, useWebhooks } from '../../../queries/webhooks.ts';
import { Section } from '../Section.tsx';
import { DeleteWebhook } from './DeleteWebhook.tsx';
import { DeliveryLog } from './DeliveryLog.tsx';
import { PrivateAddresses } from './PrivateAddresses.tsx';
import { WebhookDialog } from './WebhookDialog.tsx';
import { WebhookList, type WebhookPart } from './WebhookList.tsx';
import { WebhookTest } from './WebhookTest.tsx';

/** Who is told of what happens to models and prompts, and how the telling went. */
export function Webhooks() {
  const { data: webhooks, error, refetch } = useWebhooks();
  const [opened, setOpened] = useState<{ part: WebhookPart | 'new'; webhook?: Webhook }>();
  useFollowedDeliveries();
  const commands = useMemo<Command[]>(
    () => [
      {
        section: 'This page',
        label: 'New webhook',
        icon: WebhookIcon,
        run: () => setOpened({ part: 'new' }),
      },
    ],
    [],
  );
  useCommands(commands);
  const close = () => setOpened(undefined);
  return (
    <Section
      title="Webhooks"
      note="Tell other programs what happens to models and prompts."
      actions={
        <Button onClick={() => setOpened({ part: 'new' })}>
          <Plus />
          New webhook
        </Button>
      }
    >
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {webhooks === undefined && error === null && <SkeletonBar width="w-80" />}
      {webhooks?.length === 0 && (
        <p className="text-12 text-muted">
          None yet. A webhook is an address that is sent what happens as MLflow&rsquo;s servers send it:
          signed JSON, again until it arrives.
        </p>
      )}
      {webhooks && webhooks.length > 0 && (
        <WebhookList webhooks={webhooks} onOpen={(part, webhook) => setOpened({ part, webhook })} />
      )}
      <PrivateAddresses />
      {opened && <OpenedPart {...opened} onClose={close} />}
    </Section>
  );
}

interface OpenedPartProps {
  part: WebhookPart | 'new';
  webhook?: Webhook;
  onClose: () => void;
}

function OpenedPart({ part, webhook, onClose }: OpenedPartProps) {
  if (webhook === undefined) return <WebhookDialog onClose={onClose} />;
  switch (part) {
    case 'log':
      return <DeliveryLog webhook={webhook} onClose={onClose} />;
    case 'test':
      return <WebhookTest webhook={webhook} onClose={onClose} />;
    case 'delete':
      return <DeleteWebhook webhook={webhook} onClose={onClose} />;
    default:
      return <WebhookDialog webhook={webhook} onClose={onClose} />;
  }
}
