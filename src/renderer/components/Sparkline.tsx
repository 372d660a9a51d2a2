/*
 * Sparkline: the course of a metric in the size of a word. Says nothing that a reader of the screen needs.
 *   values   in their order; what is not finite is left out
 */
const WIDTH = 96;
const HEIGHT = 20;
const MARGIN = 2;

export function Sparkline({ values }: { values: readonly number[] }) {
  const finite = values.filter(Number.isFinite);
  const least = Math.min(...finite);
  const range = Math.max(...finite) - least || 1;
  const points = finite.map((value, index) => {
    const x = MARGIN + (index / Math.max(1, finite.length - 1)) * (WIDTH - 2 * MARGIN);
    const y = HEIGHT - MARGIN - ((value - least) / range) * (HEIGHT - 2 * MARGIN);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg aria-hidden="true" width={WIDTH} height={HEIGHT} className="flex-none text-accent">
      {points.length === 1 ? (
        <circle cx={WIDTH / 2} cy={HEIGHT / 2} r={1.5} fill="currentColor" />
      ) : (
        <polyline
          points={points.join(' ')}
          fill="none"
          stroke="currentColor"
          strokeWidth={1.25}
          strokeLinejoin="round"
        />
      )}
    </svg>
  );
}
