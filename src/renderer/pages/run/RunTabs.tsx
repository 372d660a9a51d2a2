import { Link } from 'react-router';
import { runPath, TABS, useRunTab } from './use-run-tab.ts';

/** Each tab is a page of its own, so that a link leads to it. */
export function RunTabs({ experimentId, runId }: { experimentId: string; runId: string }) {
  const { tab: current } = useRunTab();
  return (
    <nav aria-label="Parts of the run" className="flex h-9 flex-none gap-1 border-b border-separator px-3">
      {TABS.map(([tab, word]) => (
        <Link
          key={tab}
          to={runPath(experimentId, runId, tab)}
          aria-current={tab === current ? 'page' : undefined}
          className="-mb-px flex items-center border-b-2 border-transparent px-2 text-12 text-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {word}
        </Link>
      ))}
    </nav>
  );
}
