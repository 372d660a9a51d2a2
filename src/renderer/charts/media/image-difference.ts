export interface Difference {
  /** How many of the pixels differ, 0 to 1. */
  share: number;
  /** The largest difference in any channel, of 255. */
  most: number;
}

/** Puts the difference of two images of equal size in the place of the first (RGBA, opaque), the largest as bright as can be. */
export function intoDifference(first: Uint8ClampedArray, second: Uint8ClampedArray): Difference {
  let differing = 0;
  let most = 0;
  for (let at = 0; at < first.length; at += 4) {
    // What is transparent in one of them only differs as well, though its colours may be equal.
    const alpha = Math.abs((first[at + 3] ?? 0) - (second[at + 3] ?? 0));
    let here = alpha;
    for (let channel = at; channel < at + 3; channel += 1) {
      const difference = Math.max(alpha, Math.abs((first[channel] ?? 0) - (second[channel] ?? 0)));
      first[channel] = difference;
      here = Math.max(here, difference);
    }
    first[at + 3] = 255;
    if (here > 0) differing += 1;
    most = Math.max(most, here);
  }
  if (most > 0) brighten(first, 255 / most);
  return { share: first.length === 0 ? 0 : (differing * 4) / first.length, most };
}

function brighten(pixels: Uint8ClampedArray, by: number): void {
  for (let at = 0; at < pixels.length; at += 1) if (at % 4 !== 3) pixels[at] = (pixels[at] ?? 0) * by;
}
