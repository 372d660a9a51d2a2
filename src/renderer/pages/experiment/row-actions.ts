/** What can be done on a line of the table. One object for all lines, so that none is drawn anew when the table is. */
export interface RowActions {
  /** Ids of the runs that are loaded, in their order. */
  loadedRunIds: () => readonly string[];
  open: (runId: string, experimentId: string) => void;
  activate: (key: string) => void;
  tick: (runId: string, isRange: boolean) => void;
  toggleEye: (runId: string) => void;
  pickColour: (runId: string, anchor: Element) => void;
  toggleFold: (key: string) => void;
  editNote: (runId: string | undefined) => void;
  saveNote: (runId: string, note: string) => void;
}
