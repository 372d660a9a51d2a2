import { create } from 'zustand';
import { listenToChanges } from './queries/change-listeners.ts';

/** The last change that a person could have seen, and when they left. */
export interface Visit {
  seq: number;
  time: number;
}

const STORED_AS = 'tidemark.last-visit';

/** When the reader was here before, if they were; it stays the same until they leave and come back. */
export const useLastVisit = create<{ visit: Visit | undefined }>(() => ({ visit: storedVisit() }));

let latestSeq = useLastVisit.getState().visit?.seq;

/** Tells that the log is known up to here. */
export function sawChange(seq: number): void {
  latestSeq = Math.max(latestSeq ?? 0, seq);
}

/** Keeps when the page is left, and takes it up when it is shown again. */
export function followVisits(): void {
  listenToChanges(({ seq }) => sawChange(seq));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') useLastVisit.setState({ visit: storedVisit() });
    else if (latestSeq !== undefined)
      localStorage.setItem(STORED_AS, JSON.stringify({ seq: latestSeq, time: Date.now() } satisfies Visit));
  });
}

function storedVisit(): Visit | undefined {
  try {
    const { seq, time } = JSON.parse(localStorage.getItem(STORED_AS) ?? '{}') as Partial<Visit>;
    return typeof seq === 'number' && typeof time === 'number' ? { seq, time } : undefined;
  } catch {
    return undefined;
  }
}
