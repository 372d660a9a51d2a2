/** 2020-01-01, the zero of experiment ids. */
const EPOCH = 1_577_836_800_000;

/**
 * A new experiment id: milliseconds since 2020, then three digits by chance, as one decimal integer below 2^53. Ids grow with
 * time, and two devices that were apart do not hand out the same one (docs/decisions/0002).
 */
export function newExperimentId(now: number, greatest: number, random: (below: number) => number): number {
  const id = Math.max(now - EPOCH, 0) * 1000 + random(1000);
  return id > greatest ? id : greatest + 1;
}
