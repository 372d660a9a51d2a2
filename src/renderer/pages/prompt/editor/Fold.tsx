import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';

interface FoldProps {
  title: string;
  /** What is in it, in a few words, while it is closed. */
  summary: string;
  isOpenAtFirst: boolean;
  children: ReactNode;
}

/** A part of the editor that not every prompt needs: closed it is one line. */
export function Fold({ title, summary, isOpenAtFirst, children }: FoldProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const bodyId = useId();
  return (
    <section className="border-t border-separator">
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={bodyId}
          onClick={() => setOpen(!isOpen)}
          className="flex h-9 w-full items-center gap-1 px-3 text-12 hover:bg-hover"
        >
          <ChevronRight className={`text-faint transition-transform ${isOpen ? 'rotate-90' : ''}`} />
          <span className="font-semibold">{title}</span>
          {!isOpen && <span className="ml-2 min-w-0 truncate text-muted">{summary}</span>}
        </button>
      </h3>
      <div id={bodyId} hidden={!isOpen} className="px-3 pt-1 pb-3 text-12">
        {isOpen && children}
      </div>
    </section>
  );
}
