import { ArrowRight, SquareCheck, X } from 'lucide-react';
import { useLayoutEffect, useMemo, useRef } from 'react';
import { type Command, useCommands } from '../../../commands.ts';

interface BoardCommands {
  hasTicks: boolean;
  onMove: () => void;
  onTick: () => void;
  onClear: () => void;
}

/** What can be done with the board from the palette and by keys. */
export function useBoardCommands(given: BoardCommands): void {
  const { hasTicks } = given;
  const latest = useRef(given);
  useLayoutEffect(() => {
    latest.current = given;
  });
  const commands = useMemo<Command[]>(() => {
    const clear = { label: 'Clear the selection', icon: X, run: () => latest.current.onClear() };
    return [
      { label: 'Move versions to…', keys: 'm', icon: ArrowRight, run: () => latest.current.onMove() },
      { label: 'Select the version', keys: 'x', icon: SquareCheck, run: () => latest.current.onTick() },
      ...(hasTicks ? [clear] : []),
    ].map((command) => ({ section: 'This page', ...command }));
  }, [hasTicks]);
  useCommands(commands);
}
