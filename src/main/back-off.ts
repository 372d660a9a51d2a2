const FIRST_MS = 250;
const LAST_MS = 8000;

/** Milliseconds to wait before the next try after `failures` failures in a row: doubles from 250 ms up to 8 s. */
export function backOff(failures: number): number {
  return Math.min(FIRST_MS * 2 ** Math.max(0, failures - 1), LAST_MS);
}
