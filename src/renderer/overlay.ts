import { create } from 'zustand';

/** What is open over the page, at most one: the command palette, the sheet of shortcuts, the form for a new experiment. */
type OverlayName = 'palette' | 'shortcuts' | 'new-experiment';

interface Overlay {
  shown: OverlayName | undefined;
  open: (name: OverlayName) => void;
  close: () => void;
}

export const useOverlay = create<Overlay>((set) => ({
  shown: undefined,
  open: (shown) => set({ shown }),
  close: () => set({ shown: undefined }),
}));
