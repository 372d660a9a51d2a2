/** This share of the values at each end may lie outside of the axis. */
const CLIPPED = 0.05;
/** Room left of the kept range at both ends. */
const MARGIN = 0.05;

/** The y-axis that leaves out the most extreme values of the lines; undefined where there is nothing to leave out. */
export function clippedRange(lines: readonly Float64Array[]): [number, number] | undefined {
  const values = lines.flatMap((line) =>
    Array.from(line).filter((value, index) => index % 2 === 1 && Number.isFinite(value)),
  );
  if (values.length < 1 / CLIPPED) return undefined;
  const sorted = Float64Array.from(values).sort();
  const low = sorted[Math.floor(sorted.length * CLIPPED)] as number;
  const high = sorted[Math.ceil(sorted.length * (1 - CLIPPED)) - 1] as number;
  const room = (high - low) * MARGIN;
  return high > low ? [low - room, high + room] : undefined;
}
