import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { WebhookDelivery } from '../../../../contract/index.ts';
import { IconButton } from '../../../components/IconButton.tsx';
import { RelativeTime } from '../../../components/Time.tsx';
import { DeliveryState } from './DeliveryState.tsx';
import { answerWords, attemptWords } from './delivery-words.ts';
import { wordsOfEvent } from './webhook-events.ts';

/** The columns of header and rows alike. */
export const DELIVERY_GRID =
  'grid grid-cols-[160px_minmax(0,3fr)_minmax(0,4fr)_96px_28px] items-center gap-x-3 px-1 border-b border-separator';

interface DeliveryRowProps {
  delivery: WebhookDelivery;
  index: number;
  top: number;
  isChosen: boolean;
  onChoose: () => void;
  onSendAgain: () => void;
}

/** One attempt, in two lines. */
export function DeliveryRow({ delivery, index, top, isChosen, onChoose, onSendAgain }: DeliveryRowProps) {
  const { event, object, attempt, time, state, error } = delivery;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      style={{ top }}
      className={`absolute inset-x-0 h-9 hover:bg-hover ${isChosen ? 'bg-selected' : ''} ${DELIVERY_GRID}`}
    >
      <Lines first={<DeliveryState state={state} />} second={attemptWords(delivery)} />
      <Lines
        first={
          <button
            type="button"
            aria-label={`Details of ${object}, attempt ${attempt}`}
            aria-expanded={isChosen}
            onClick={onChoose}
            className="max-w-full truncate rounded-sm hover:underline"
          >
            {wordsOfEvent(event)}
          </button>
        }
        second={object}
      />
      <Lines first={answerWords(delivery)} second={error} isBad />
      <span role="gridcell" className="text-right text-muted">
        <RelativeTime time={time} />
      </span>
      <span role="gridcell">
        <IconButton icon={RotateCw} label={`Send ${object} again`} onClick={onSendAgain} />
      </span>
    </div>
  );
}

interface LinesProps {
  first: ReactNode;
  second: string | undefined;
  isBad?: boolean;
}

function Lines({ first, second, isBad = false }: LinesProps) {
  return (
    <span role="gridcell" className="min-w-0">
      <span className="block truncate leading-4">{first}</span>
      <span
        title={second}
        className={`block truncate text-11 leading-4 ${isBad ? 'text-failed' : 'text-muted'}`}
      >
        {second}
      </span>
    </span>
  );
}
