const STORED_AS = 'tidemark.archive-others';

/** Whether a move to Production archives what is there: as it was chosen the last time, at first it does. */
export const archiveChoice = (): boolean => localStorage.getItem(STORED_AS) !== 'no';

export function rememberArchiveChoice(archives: boolean): void {
  localStorage.setItem(STORED_AS, archives ? 'yes' : 'no');
}
