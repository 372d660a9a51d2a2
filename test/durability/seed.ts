import { randomInt } from 'node:crypto';

/** Whole numbers from `low` to `high`, the same for the same seed. */
export type Random = (low: number, high: number) => number;

/** A seeded generator (mulberry32). The seed is printed; TIDEMARK_SEED repeats a run. */
export function seededRandom(): Random {
  const seed = Number(process.env['TIDEMARK_SEED'] ?? randomInt(2 ** 32));
  console.log(`TIDEMARK_SEED=${seed}`);
  let state = seed >>> 0;
  return (low, high) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return low + (((mixed ^ (mixed >>> 14)) >>> 0) % (high - low + 1));
  };
}
