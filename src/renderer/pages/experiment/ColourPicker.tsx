import { Popover } from 'radix-ui';
import { useMemo } from 'react';
import { Button } from '../../components/Button.tsx';
import { RUN_COLOUR_COUNT, runColourToken, useRunColour, useRunColours } from '../../run-colours.ts';

interface ColourPickerProps {
  runId: string;
  /** What the colours are shown beside. */
  anchor: Element;
  onClose: () => void;
}

const COLOURS = Array.from({ length: RUN_COLOUR_COUNT }, (_, index) => index + 1);

/** The colours a run can have. It has the chosen one in every table and chart. */
export function ColourPicker({ runId, anchor, onClose }: ColourPickerProps) {
  const current = useRunColour(runId);
  const { choose } = useRunColours.getState();
  const virtualRef = useMemo(() => ({ current: anchor }), [anchor]);
  const pick = (colour: number | undefined) => {
    choose(runId, colour);
    onClose();
  };
  return (
    <Popover.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Popover.Anchor virtualRef={virtualRef} />
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Colour of the run"
          className="z-50 rounded-md border border-outline bg-panel p-2 shadow-float"
        >
          <div className="grid grid-cols-5 gap-1">
            {COLOURS.map((colour) => (
              <button
                key={colour}
                type="button"
                aria-label={`Colour ${colour}`}
                aria-pressed={colour === current}
                onClick={() => pick(colour)}
                className="grid size-6 place-items-center rounded-sm hover:bg-selected aria-pressed:bg-selected"
              >
                <span className="size-3.5 rounded-full" style={{ background: runColourToken(colour) }} />
              </button>
            ))}
          </div>
          <Button look="quiet" className="mt-1 w-full justify-center" onClick={() => pick(undefined)}>
            Automatic
          </Button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
