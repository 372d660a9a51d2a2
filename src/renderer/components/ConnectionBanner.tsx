import { CloudOff } from 'lucide-react';
import { useEngineState } from '../engine-state.ts';
import { useConnection } from '../queries/changes.ts';
import { Button } from './Button.tsx';
import { connectionTrouble } from './connection-words.ts';
import { showError } from './messages.ts';

/** Says that what is shown may be old, and why. It floats, so that nothing moves when it comes and goes. */
export function ConnectionBanner() {
  const { state } = useConnection();
  const { engine } = useEngineState();
  const trouble = connectionTrouble(state, engine);
  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-x-0 bottom-4 z-30 flex justify-center px-4"
    >
      {trouble && (
        <div className="pointer-events-auto flex animate-appear items-center gap-2 rounded-md border border-outline bg-panel px-3 py-1.5 shadow-float">
          <CloudOff className="text-killed" />
          <p className="min-w-0">
            {trouble.text}
            {trouble.reason !== undefined && (
              <span className="block text-12 break-words text-muted">{trouble.reason}</span>
            )}
          </p>
          {trouble.canTry && (
            <Button onClick={() => void window.tidemark?.engineState.restart().catch(showError)}>
              Try now
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
