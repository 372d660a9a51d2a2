import { create } from 'zustand';

interface Ticks {
  /** Ids of the runs that are selected for what is done to several. */
  ticked: ReadonlySet<string>;
  /** Where a range begins: the run ticked last. */
  anchor: string | undefined;
  toggle: (runId: string) => void;
  /** Ticks everything from the anchor to the run, in the order of `runIds`. */
  extendTo: (runId: string, runIds: readonly string[]) => void;
  setAll: (runIds: readonly string[]) => void;
  clear: () => void;
}

/** The ticked runs of the table that is open. */
export const useTicks = create<Ticks>((set) => ({
  ticked: new Set(),
  anchor: undefined,
  toggle(runId) {
    set(({ ticked }) => {
      const next = new Set(ticked);
      if (!next.delete(runId)) next.add(runId);
      return { ticked: next, anchor: runId };
    });
  },
  extendTo(runId, runIds) {
    set(({ ticked, anchor }) => {
      const from = anchor === undefined ? -1 : runIds.indexOf(anchor);
      const to = runIds.indexOf(runId);
      if (from < 0) return { ticked: new Set(ticked).add(runId), anchor: runId };
      const range = runIds.slice(Math.min(from, to), Math.max(from, to) + 1);
      return { ticked: new Set([...ticked, ...range]) };
    });
  },
  setAll: (runIds) => set({ ticked: new Set(runIds) }),
  clear: () => set({ ticked: new Set(), anchor: undefined }),
}));
