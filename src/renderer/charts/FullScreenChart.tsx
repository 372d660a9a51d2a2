import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { IconButton } from '../components/IconButton.tsx';
import { ChartBody } from './ChartBody.tsx';
import type { ChartTileProps } from './ChartTile.tsx';
import { titleOf, withChart } from './charts-view.ts';

interface FullScreenChartProps extends Omit<ChartTileProps, 'onOpen' | 'onResize'> {
  onClose: () => void;
}

/** One chart over the whole page; Escape leaves it. */
export function FullScreenChart({ chart, charted, view, onChange, onFilter, onClose }: FullScreenChartProps) {
  const [note, setNote] = useState<string>();
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Content
          aria-describedby={undefined}
          // Not to the button, whose tooltip would take the first Escape.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          // Radix gives Escape to what was opened last, which may be a message in the corner.
          onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && onClose()}
          className="fixed inset-0 z-40 flex flex-col bg-canvas outline-none"
        >
          <header className="flex h-10 flex-none items-center gap-3 border-b border-separator pr-2 pl-4">
            <Dialog.Title className="min-w-0 flex-1 truncate font-semibold">{titleOf(chart)}</Dialog.Title>
            <span className="flex-none text-12 text-muted tabular-nums">{note}</span>
            <Dialog.Close asChild>
              <IconButton icon={X} label="Leave full screen" keys="Escape" />
            </Dialog.Close>
          </header>
          <div className="min-h-0 flex-1 p-2">
            <ChartBody
              settings={chart}
              charted={charted}
              lines={view.lines}
              onChange={(changed) => onChange(withChart(view, changed))}
              onNote={setNote}
              onFilter={onFilter}
              handle={null}
            />
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
