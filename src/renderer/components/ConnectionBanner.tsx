import { CloudOff } from 'lucide-react';
import { useConnection } from '../queries/changes.ts';

/** Says that what is shown may be old. It floats, so that nothing moves when it comes and goes. */
export function ConnectionBanner() {
  const { state } = useConnection();
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 bottom-4 z-30 flex justify-center">
      {state === 'lost' && (
        <p className="flex animate-appear items-center gap-2 rounded-md border border-outline bg-panel px-3 py-1.5 shadow-float">
          <CloudOff className="text-killed" />
          The tracker does not answer. Trying again; what you see may be out of date.
        </p>
      )}
    </div>
  );
}
