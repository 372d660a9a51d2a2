import { Ellipsis, Pencil, ScrollText, Send, Trash2 } from 'lucide-react';
import { Switch } from 'radix-ui';
import { useState } from 'react';
import type { Webhook } from '../../../../contract/index.ts';
import { IconButton } from '../../../components/IconButton.tsx';
import { Menu } from '../../../components/Menu.tsx';
import { showError } from '../../../components/messages.ts';
import { formatCount } from '../../../format.ts';
import { updateWebhook } from '../../../queries/webhooks.ts';
import { LastDelivery } from './LastDelivery.tsx';
import { nameOfEvent, wordsOfEvent, wordsOfEvents } from './webhook-events.ts';

/** What can be opened of a webhook. */
export type WebhookPart = 'edit' | 'log' | 'test' | 'delete';

interface WebhookListProps {
  webhooks: readonly Webhook[];
  onOpen: (part: WebhookPart, webhook: Webhook) => void;
}

/** Each webhook that is shown asks how it last went. */
const SHOWN_AT_FIRST = 50;

/** The webhooks, and how the telling last went. */
export function WebhookList({ webhooks, onOpen }: WebhookListProps) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? webhooks : webhooks.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <table aria-label="Webhooks" className="w-full table-fixed text-left text-12">
        <thead className="text-11 text-muted">
          <tr className="h-7 *:font-medium">
            <th className="w-10">On</th>
            <th>Name and address</th>
            <th className="w-44">Told of</th>
            <th className="w-40">Last delivery</th>
            <th className="w-20">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((webhook) => (
            <WebhookRow key={webhook.webhook_id} webhook={webhook} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
      {shown.length < webhooks.length && (
        <button
          type="button"
          onClick={() => setWhole(true)}
          className="mt-1 text-12 text-accent-ink hover:underline"
        >
          Show all {formatCount(webhooks.length)}
        </button>
      )}
    </>
  );
}

interface WebhookRowProps {
  webhook: Webhook;
  onOpen: WebhookListProps['onOpen'];
}

function WebhookRow({ webhook, onOpen }: WebhookRowProps) {
  const { name, url, description, status, events, secret_state } = webhook;
  const names = events.map(nameOfEvent);
  return (
    <tr className={`border-t border-separator align-top *:py-2 ${status === 'ACTIVE' ? '' : 'text-muted'}`}>
      <td>
        <ActiveSwitch webhook={webhook} />
      </td>
      <td className="pr-3">
        <button
          type="button"
          title={description ?? name}
          onClick={() => onOpen('edit', webhook)}
          className="block max-w-full truncate rounded-sm text-13 font-medium hover:underline"
        >
          {name}
        </button>
        <span title={url} className="block truncate font-mono text-11 text-muted">
          {url}
        </span>
        {secret_state === 'lost' && (
          <span className="block text-failed">Its secret is lost: give it again, so that it is sent to.</span>
        )}
      </td>
      <td title={names.map(wordsOfEvent).join('\n')} className="pr-3">
        {wordsOfEvents(names)}
      </td>
      <td className="pr-2">
        <LastDelivery webhook={webhook} onOpen={() => onOpen('log', webhook)} />
      </td>
      <td className="whitespace-nowrap">
        <span className="flex justify-end">
          <IconButton icon={Send} label={`Test ${name}`} onClick={() => onOpen('test', webhook)} />
          <Menu
            align="end"
            entries={[
              { label: 'Edit…', icon: Pencil, onSelect: () => onOpen('edit', webhook) },
              { label: 'Test…', icon: Send, onSelect: () => onOpen('test', webhook) },
              { label: 'Deliveries…', icon: ScrollText, onSelect: () => onOpen('log', webhook) },
              'separator',
              {
                label: 'Delete…',
                icon: Trash2,
                isDanger: true,
                onSelect: () => onOpen('delete', webhook),
              },
            ]}
          >
            <IconButton icon={Ellipsis} label={`More of ${name}`} />
          </Menu>
        </span>
      </td>
    </tr>
  );
}

function ActiveSwitch({ webhook: { webhook_id, name, status } }: { webhook: Webhook }) {
  const set = (isOn: boolean) =>
    void updateWebhook({ webhook_id, status: isOn ? 'ACTIVE' : 'DISABLED' }).catch(showError);
  return (
    <Switch.Root
      aria-label={`Send to ${name}`}
      checked={status === 'ACTIVE'}
      onCheckedChange={set}
      className="mt-0.5 block h-4 w-7 rounded-full border border-outline bg-selected p-0.5 data-[state=checked]:border-action data-[state=checked]:bg-action"
    >
      <Switch.Thumb className="block size-2.5 rounded-full bg-faint data-[state=checked]:translate-x-3 data-[state=checked]:bg-on-action" />
    </Switch.Root>
  );
}
