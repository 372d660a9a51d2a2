import { type ReactNode, useState } from 'react';
import { SegmentedChoice } from '../../components/SegmentedChoice.tsx';

const SIDES = [
  ['editor', 'Prompt'],
  ['preview', 'Preview'],
] as const;

interface SplitPaneProps {
  label: string;
  bar: ReactNode;
  /** Between the bar and the rest. */
  notice?: ReactNode;
  editor: ReactNode;
  preview: ReactNode;
  children?: ReactNode;
}

/** The editor and what it becomes, side by side; where there is little room, one of them at a time. */
export function SplitPane({ label, bar, notice, editor, preview, children }: SplitPaneProps) {
  const [side, setSide] = useState<'editor' | 'preview'>('editor');
  return (
    <section aria-label={label} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="flex h-11 flex-none items-center gap-2 border-b border-separator px-3 text-12">
        {bar}
      </div>
      {notice}
      <div className="flex flex-none border-b border-separator px-3 py-1.5 xl:hidden">
        <SegmentedChoice label="Show" choices={SIDES} chosen={side} onChoose={setSide} />
      </div>
      <div className="grid min-h-0 flex-1 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div
          tabIndex={0}
          role="group"
          aria-label="Prompt"
          className={`min-h-0 overflow-y-auto ${side === 'preview' ? 'max-xl:hidden' : ''}`}
        >
          {editor}
        </div>
        <div
          tabIndex={0}
          role="group"
          aria-label="What it becomes"
          className={`min-h-0 overflow-y-auto border-separator xl:border-l ${side === 'editor' ? 'max-xl:hidden' : ''}`}
        >
          {preview}
        </div>
      </div>
      {children}
    </section>
  );
}
