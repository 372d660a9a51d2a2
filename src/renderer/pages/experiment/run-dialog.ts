import { create } from 'zustand';

/** What is asked for in a dialog, and about which runs. */
export type RunDialog =
  | { kind: 'tag' | 'rename' | 'move'; runIds: readonly string[] }
  | { kind: 'save-view' };

/** The dialog that is open over the table of runs. */
export const useRunDialog = create<{ dialog: RunDialog | undefined }>(() => ({ dialog: undefined }));

export const openRunDialog = (dialog: RunDialog) => useRunDialog.setState({ dialog });
export const closeRunDialog = () => useRunDialog.setState({ dialog: undefined });
