import { Hourglass } from 'lucide-react';
import type { TransitionRequest } from '../../../../contract/index.ts';
import { Button } from '../../../components/Button.tsx';
import { actorWords, useActor } from '../../../your-name.ts';
import { askedWords, withdraw } from './move-actions.ts';

interface RequestNoteProps {
  request: TransitionRequest;
  isReached: boolean;
  onDecide: (request: TransitionRequest, answer: 'approve' | 'refuse') => void;
}

/** Who asks for what, and what may be answered from here. */
export function RequestNote({ request, isReached, onDecide }: RequestNoteProps) {
  const actor = useActor();
  const isOwn = request.actor === actor;
  const shared = { look: 'quiet', className: 'h-6! px-1.5!', tabIndex: isReached ? 0 : -1 } as const;
  return (
    <div className="mt-1.5 border-t border-separator pt-1.5">
      <p className="flex items-start gap-1.5" title={request.comment}>
        <Hourglass className="text-killed" />
        <span className="min-w-0 break-words">
          {isOwn ? 'You ask' : `${actorWords(request.actor)} asks`} for {askedWords(request)}
          {request.comment && <span className="text-muted">: {request.comment}</span>}
        </span>
      </p>
      <div className="mt-0.5 flex flex-wrap gap-1">
        {isOwn ? (
          <Button {...shared} onClick={() => void withdraw(request)}>
            Withdraw
          </Button>
        ) : (
          <>
            <Button {...shared} look="accent" onClick={() => onDecide(request, 'approve')}>
              Approve…
            </Button>
            <Button {...shared} onClick={() => onDecide(request, 'refuse')}>
              Refuse…
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
