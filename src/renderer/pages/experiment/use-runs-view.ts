import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { wholeCharts } from '../../charts/charts-view.ts';
import { useView } from '../../queries/views.ts';
import { EMPTY_VIEW, type RunsView, useRunsView } from './runs-view.ts';
import { viewOfParams, viewParams } from './runs-view-url.ts';

const VIEW_PARAM = 'view';

/**
 * Opens the view of these experiments: what the address says over the saved view it names, over how a person left the table.
 * From then on the address and the browser's memory follow the view. False while a saved view is being read.
 */
export function useOpenRunsView(experiments: string): boolean {
  const [params, setParams] = useSearchParams();
  const viewId = params.get(VIEW_PARAM) ?? undefined;
  const { data: saved, isError } = useView(viewId);
  const [isOpen, setOpen] = useState(false);
  const written = useRef<string>(undefined);
  const isReady = viewId === undefined || saved !== undefined || isError;
  const search = params.toString();

  useLayoutEffect(() => {
    if (!isReady || written.current === search) return;
    written.current = search;
    const base = saved === undefined ? storedLayout(experiments) : parseState(saved.state);
    useRunsView.setState({ experiments, view: { ...base, ...viewOfParams(new URLSearchParams(search)) } });
    setOpen(true);
  }, [experiments, isReady, saved, search]);

  useEffect(() => {
    // While a saved view is being read, what is shown is still the one before: it must not be written to the new address.
    if (!isOpen || !isReady) return;
    const base = saved === undefined ? EMPTY_VIEW : parseState(saved.state);
    return useRunsView.subscribe(({ view }) => {
      storeLayout(experiments, view);
      const next = viewParams(view, base);
      if (viewId !== undefined) next.set(VIEW_PARAM, viewId);
      if (next.toString() === written.current) return;
      written.current = next.toString();
      setParams(next, { replace: true });
    });
  }, [experiments, isOpen, isReady, saved, setParams, viewId]);
  return isOpen;
}

/** The state of a saved view as text. */
export function stateOfView(view: RunsView): string {
  return JSON.stringify(view);
}

/** A saved view's state, which a later or an earlier version may have written. */
export function parseState(state: string): RunsView {
  return wholeView(JSON.parse(state));
}

const storageName = (experiments: string) => `tidemark.runs.${experiments}`;

function storedLayout(experiments: string): RunsView {
  return wholeView(JSON.parse(localStorage.getItem(storageName(experiments)) ?? '{}'));
}

function wholeView(kept: unknown): RunsView {
  if (typeof kept !== 'object' || kept === null) return EMPTY_VIEW;
  const said: Partial<RunsView> = kept;
  return { ...EMPTY_VIEW, ...said, charts: wholeCharts(said.charts) };
}

function storeLayout(experiments: string, view: RunsView): void {
  const { filter: _filter, isDeleted: _isDeleted, groupBy: _groupBy, ...layout } = view;
  localStorage.setItem(storageName(experiments), JSON.stringify(layout));
}
