import { Switch } from 'radix-ui';
import { useId } from 'react';
import { showError } from '../../../components/messages.ts';
import { allowPrivateAddresses, useWebhookSettings } from '../../../queries/webhooks.ts';

/** The owner's word on whether webhooks may reach this machine and its network. */
export function PrivateAddresses() {
  const id = useId();
  const { data } = useWebhookSettings();
  if (data === undefined) return null;
  return (
    <div className="mt-3 flex items-start gap-3 text-12">
      <Switch.Root
        id={id}
        aria-describedby={`${id}-note`}
        checked={data.allow_private_addresses}
        onCheckedChange={(isAllowed) => void allowPrivateAddresses(isAllowed).catch(showError)}
        className="mt-0.5 block h-4 w-7 flex-none rounded-full border border-outline bg-selected p-0.5 data-[state=checked]:border-action data-[state=checked]:bg-action"
      >
        <Switch.Thumb className="block size-2.5 rounded-full bg-faint data-[state=checked]:translate-x-3 data-[state=checked]:bg-on-action" />
      </Switch.Root>
      <div className="max-w-150">
        <label htmlFor={id}>Allow private addresses</label>
        <p id={`${id}-note`} className="text-muted">
          Lets webhooks send to this machine and the network it is in, and by http. Leave it off where others
          can make webhooks here: they could reach what only this machine may reach.
        </p>
      </div>
    </div>
  );
}
