import { ArrowDownUp } from 'lucide-react';
import { useMemo } from 'react';
import { type Command, useCommands } from '../../commands.ts';
import { Button } from '../../components/Button.tsx';
import { Kbd } from '../../components/Kbd.tsx';

const KEYS = 's';

/** Says that rows changed so that they would stand elsewhere; they stay where they are until a person asks. */
export function SortAgain({ onSort }: { onSort: () => void }) {
  const commands = useMemo(
    (): Command[] => [
      { section: 'This page', label: 'Sort again', icon: ArrowDownUp, keys: KEYS, run: onSort },
    ],
    [onSort],
  );
  useCommands(commands);
  return (
    <span role="status" className="flex items-center gap-1 text-12 whitespace-nowrap text-muted">
      Order has changed
      <Button look="accent" className="px-1.5" onClick={onSort}>
        Sort again
        <Kbd keys={KEYS} />
      </Button>
    </span>
  );
}
