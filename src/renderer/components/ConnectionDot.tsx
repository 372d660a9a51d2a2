import { useConnection } from '../queries/changes.ts';

const WORDS = { connecting: 'Connecting', open: 'Live', lost: 'Reconnecting' } as const;
const COLOURS = { connecting: 'bg-faint', open: 'bg-accent', lost: 'bg-killed' } as const;

/** Whether changes arrive as they happen. */
export function ConnectionDot() {
  const { state } = useConnection();
  return (
    <span className="flex items-center gap-2 text-12 text-muted">
      <span className={`size-1.5 rounded-full ${COLOURS[state]}`} />
      {WORDS[state]}
    </span>
  );
}
