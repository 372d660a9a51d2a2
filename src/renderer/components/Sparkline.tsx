/*
 * Sparkline: the course of a metric in the size of a word. Says nothing that a reader of the screen needs.
 *   values   in their order; the line is interrupted where one is not finite
 */
const WIDTH = 96;
const HEIGHT = 20;
const MARGIN = 2;

export function Sparkline({ values }: { values: readonly number[] }) {
  const finite = values.filter(Number.isFinite);
  const least = Math.min(...finite);
  const range = Math.max(...finite) - least || 1;
  const x = (index: number) =>
    values.length === 1 ? WIDTH / 2 : MARGIN + (index / (values.length - 1)) * (WIDTH - 2 * MARGIN);
  const y = (value: number) =>
    finite.length === 1 ? HEIGHT / 2 : HEIGHT - MARGIN - ((value - least) / range) * (HEIGHT - 2 * MARGIN);
  return (
    <svg aria-hidden="true" width={WIDTH} height={HEIGHT} className="flex-none text-accent">
      {stretches(values).map((stretch) => {
        const [first] = stretch;
        if (first === undefined) return null;
        if (stretch.length === 1)
          return (
            <circle key={first.index} cx={x(first.index)} cy={y(first.value)} r={1.5} fill="currentColor" />
          );
        return (
          <polyline
            key={first.index}
            points={stretch
              .map(({ index, value }) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`)
              .join(' ')}
            fill="none"
            stroke="currentColor"
            strokeWidth={1.25}
            strokeLinejoin="round"
          />
        );
      })}
    </svg>
  );
}

interface SparkPoint {
  index: number;
  value: number;
}

/** What is finite, in pieces that hold together. */
function stretches(values: readonly number[]): SparkPoint[][] {
  const found: SparkPoint[][] = [];
  for (const [index, value] of values.entries()) {
    if (!Number.isFinite(value)) continue;
    const before = found.at(-1);
    if (before?.at(-1)?.index === index - 1) before.push({ index, value });
    else found.push([{ index, value }]);
  }
  return found;
}
