import { useMemo } from 'react';
import { boundsOf, type GeoShape } from '../geojson.ts';

const WIDTH = 1000;
const MOST_HEIGHT = 1000;
const MARGIN = 24;
const POINT = 5;

/** Shapes on plain ground, longitudes shortened as at the middle latitude. No map is fetched from anywhere. */
export function GeoMap({ label, shapes }: { label: string; shapes: readonly GeoShape[] }) {
  const { paths, height } = useMemo(() => drawn(shapes), [shapes]);
  return (
    <div className="min-h-0 flex-1 p-4">
      <svg
        role="img"
        aria-label={label}
        viewBox={`0 0 ${WIDTH} ${height}`}
        className="h-full w-full"
        preserveAspectRatio="xMidYMid meet"
      >
        {paths.map(({ kind, d, title }, at) => (
          <path
            // Shapes have an order and nothing else.
            key={at}
            d={d}
            fillRule="evenodd"
            vectorEffect="non-scaling-stroke"
            className={
              kind === 'line'
                ? 'fill-none stroke-accent stroke-2'
                : kind === 'area'
                  ? 'fill-accent/15 stroke-accent hover:fill-accent/30'
                  : 'fill-accent stroke-canvas'
            }
          >
            {title !== '' && <title>{title}</title>}
          </path>
        ))}
      </svg>
    </div>
  );
}

function drawn(shapes: readonly GeoShape[]) {
  const [west, south, east, north] = boundsOf(shapes);
  const narrow = Math.max(0.1, Math.cos(((south + north) / 2) * (Math.PI / 180)));
  const wide = (east - west) * narrow || 1;
  const high = north - south || 1;
  const scale = Math.min((WIDTH - 2 * MARGIN) / wide, (MOST_HEIGHT - 2 * MARGIN) / high);
  const left = (WIDTH - (east - west) * narrow * scale) / 2;
  const height = Math.round((north - south) * scale) + 2 * MARGIN;
  const at = ([longitude, latitude]: [number, number]) =>
    [left + (longitude - west) * narrow * scale, MARGIN + (north - latitude) * scale].map((part) =>
      part.toFixed(1),
    );
  const paths = shapes.map(({ kind, rings, title }) => {
    const lines = rings.map((ring) => `M${ring.map((position) => at(position).join(' ')).join('L')}`);
    const [first] = rings[0] ?? [];
    const d = kind === 'point' && first ? dot(at(first)) : lines.join(kind === 'area' ? 'Z' : '');
    return { kind, d: kind === 'area' ? `${d}Z` : d, title };
  });
  return { paths, height };
}

function dot([x, y]: string[]): string {
  return `M${x} ${y}m-${POINT} 0a${POINT} ${POINT} 0 1 0 ${POINT * 2} 0a${POINT} ${POINT} 0 1 0 -${POINT * 2} 0`;
}
