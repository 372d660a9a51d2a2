const PAGE_STEP = 20;

/** The line that a key leads to in a list, from the one that has the keyboard (-1 for none); undefined for other keys. It may lie past the ends. */
export function lineAfter(key: string, active: number): number | undefined {
  if (key === 'j' || key === 'ArrowDown') return active + 1;
  if (key === 'k' || key === 'ArrowUp') return active < 0 ? 0 : active - 1;
  if (key === 'PageDown') return active + PAGE_STEP;
  if (key === 'PageUp') return active - PAGE_STEP;
  if (key === 'Home') return 0;
  return key === 'End' ? Number.MAX_SAFE_INTEGER : undefined;
}
