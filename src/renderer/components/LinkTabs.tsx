import type { ReactNode } from 'react';
import { Link } from 'react-router';

/*
 * LinkTabs: the parts of a page, each a link, so that an address leads to it.
 *   label      whose parts they are
 *   tabs       where each leads, and its word
 *   current    the `to` of the one that is shown
 *   children   at the right end
 */
interface LinkTabsProps {
  label: string;
  tabs: readonly { to: string; word: string }[];
  current: string | undefined;
  children?: ReactNode;
}

export function LinkTabs({ label, tabs, current, children }: LinkTabsProps) {
  return (
    <div className="flex h-9 flex-none items-center border-b border-separator pr-3">
      <nav aria-label={label} className="flex h-full gap-1 px-3">
        {tabs.map(({ to, word }) => (
          <Link
            key={to}
            to={to}
            aria-current={to === current ? 'page' : undefined}
            className="-mb-px flex items-center border-b-2 border-transparent px-2 text-12 text-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
          >
            {word}
          </Link>
        ))}
      </nav>
      {children !== undefined && <div className="ml-auto flex items-center gap-1">{children}</div>}
    </div>
  );
}
