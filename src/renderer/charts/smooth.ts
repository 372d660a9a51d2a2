/**
 * A line's exponential moving average, corrected for its start as TensorBoard does it. What is kept of the past falls with the
 * distance along x and not with the number of points, so that gaps and bursts do not bend the line; for even distances it is the
 * plain average with weight `smoothing`, from 0, which changes nothing, to below 1. Takes and returns x0, y0, x1, y1, …; a value
 * that is no number stays as it is and does not count.
 */
export function smooth(line: Float64Array, smoothing: number): Float64Array {
  if (smoothing <= 0 || line.length < 4) return line;
  const smoothed = new Float64Array(line);
  const start = line[0] as number;
  const range = (line.at(-2) as number) - start;
  const perX = range > 0 ? (line.length / 2 - 1) / range : 0;
  let sum = 0;
  let weight = 0;
  let last = start;
  for (let index = 0; index < line.length; index += 2) {
    const x = line[index] as number;
    const y = line[index + 1] as number;
    if (!Number.isFinite(y)) continue;
    const kept = weight === 0 ? 0 : smoothing ** (perX === 0 ? 1 : (x - last) * perX);
    sum = sum * kept + y * (1 - smoothing);
    weight = weight * kept + (1 - smoothing);
    last = x;
    smoothed[index + 1] = sum / weight;
  }
  return smoothed;
}
