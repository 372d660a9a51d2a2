import { LinkTabs } from '../../components/LinkTabs.tsx';
import { runPath, TABS, useRunTab } from './use-run-tab.ts';

/** Each tab is a page of its own, so that a link leads to it. */
export function RunTabs({ experimentId, runId }: { experimentId: string; runId: string }) {
  const { tab: current } = useRunTab();
  return (
    <LinkTabs
      label="Parts of the run"
      tabs={TABS.map(([tab, word]) => ({ to: runPath(experimentId, runId, tab), word }))}
      current={current === undefined ? undefined : runPath(experimentId, runId, current)}
    />
  );
}
