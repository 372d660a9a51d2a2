import { useLayoutEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { wholeCharts } from '../../charts/charts-view.ts';
import { useView } from '../../queries/views.ts';
import { type CompareView, EMPTY_COMPARISON, useCompareView } from './compare-view.ts';

/** What a saved comparison keeps. */
interface SavedComparison {
  runIds: readonly string[];
  /** What the address says besides the runs. */
  params: Readonly<Record<string, string>>;
  view: CompareView;
}

/** A comparison as text, to be kept under a name. */
export function stateOfComparison(saved: SavedComparison): string {
  return JSON.stringify(saved);
}

/** Where a saved comparison is shown. Throws SyntaxError for a state that no version of this page wrote. */
export function pathOfComparison(viewId: string, state: string): string {
  const { runIds = [], params = {} } = JSON.parse(state) as Partial<SavedComparison>;
  return `/compare-runs?${new URLSearchParams({ ...params, runs: runIds.join(','), view: viewId })}`;
}

/** Arranges the page as the saved comparison that the address names, or anew. False while one is being read. */
export function useOpenComparison(): boolean {
  const [params] = useSearchParams();
  const viewId = params.get('view') ?? undefined;
  const { data: saved, isError } = useView(viewId);
  const [opened, setOpened] = useState<string>();
  const isReady = viewId === undefined || saved !== undefined || isError;
  useLayoutEffect(() => {
    if (!isReady) return;
    setOpened(viewId ?? '');
    // One that is no longer kept under a name stays as it is arranged.
    if (viewId === undefined && opened !== undefined) return;
    const { view }: Partial<SavedComparison> = saved ? JSON.parse(saved.state) : {};
    useCompareView.setState({ view: { ...EMPTY_COMPARISON, ...view, charts: wholeCharts(view?.charts) } });
    // What is saved meanwhile is what is shown already.
  }, [isReady, viewId]);
  return opened === (viewId ?? '');
}
