import { CircleCheck, CircleX } from 'lucide-react';
import { useId, useState } from 'react';
import type { Webhook } from '../../../../contract/index.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { formatDuration } from '../../../format.ts';
import { type TestAnswer, testWebhook } from '../../../queries/webhooks.ts';
import { eventOfName, nameOfEvent, wordsOfEvent } from './webhook-events.ts';

interface WebhookTestProps {
  webhook: Webhook;
  onClose: () => void;
}

/** Sends an example of an event, and shows what came back. */
export function WebhookTest({ webhook: { webhook_id, name, url, events }, onClose }: WebhookTestProps) {
  const id = useId();
  const names = events.map(nameOfEvent);
  const [event, setEvent] = useState(names[0] ?? '');
  const [isBusy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<TestAnswer>();
  const [error, setError] = useState<string>();
  const send = async () => {
    setBusy(true);
    setAnswer(undefined);
    setError(undefined);
    try {
      setAnswer(await testWebhook(webhook_id, eventOfName(event)));
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Test ${name}`}
      description="Sends an example once, whether the webhook is on or off. It is not in the log."
      width="medium"
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button look="primary" disabled={isBusy} onClick={() => void send()}>
            {isBusy ? 'Sending…' : 'Send example'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-12">
        <div>
          <label htmlFor={id} className="mb-1 block text-muted">
            Event
          </label>
          <select
            id={id}
            value={event}
            onChange={({ target }) => setEvent(target.value)}
            className="h-7 w-full rounded-md border border-outline bg-canvas px-1.5"
          >
            {names.map((option) => (
              <option key={option} value={option}>
                {wordsOfEvent(option)}
              </option>
            ))}
          </select>
        </div>
        <p className="font-mono text-11 break-all text-muted">POST {url}</p>
        <div role="status">
          {answer && <Answer answer={answer} />}
          {error !== undefined && <p className="break-words text-failed">{error}</p>}
        </div>
      </div>
    </Dialog>
  );
}

function Answer({ answer }: { answer: TestAnswer }) {
  const { success, response_status, response_body, error_message, duration } = answer;
  const Icon = success ? CircleCheck : CircleX;
  return (
    <>
      <p className="flex items-start gap-2">
        <Icon className={success ? 'text-accent-ink' : 'text-failed'} />
        <span className="min-w-0 break-words">
          {response_status === undefined ? 'No answer' : `Answered ${response_status}`} after{' '}
          {formatDuration(duration)}
          {error_message !== undefined && `: ${error_message}`}
        </span>
      </p>
      {response_body !== undefined && response_body !== '' && (
        <pre
          tabIndex={0}
          aria-label="Answer"
          className="mt-2 max-h-50 overflow-auto rounded-md border border-separator bg-panel px-3 py-2 font-mono text-11 break-words whitespace-pre-wrap"
        >
          {response_body}
        </pre>
      )}
    </>
  );
}
