/** What is drawn of a GeoJSON document (RFC 7946): longitudes and latitudes. */
export interface GeoShape {
  kind: 'point' | 'line' | 'area';
  /** An area's rings, a line's or a point's single list. */
  rings: [number, number][][];
  /** What its feature says of itself, a line each. */
  title: string;
}

type Json = Readonly<Record<string, unknown>>;

/** More would be slow to draw; the source has all. */
export const MOST_POSITIONS = 200_000;

/** The shapes of a document; undefined where it is no GeoJSON, or has no position, or too many to draw. */
export function shapesIn(value: unknown): GeoShape[] | undefined {
  const shapes = isObject(value) ? shapesOf(value, '') : [];
  const positions = shapes.reduce(
    (sum, { rings }) => sum + rings.reduce((all, ring) => all + ring.length, 0),
    0,
  );
  return positions > 0 && positions <= MOST_POSITIONS ? shapes : undefined;
}

/** The least box around all positions: west, south, east, north. */
export function boundsOf(shapes: readonly GeoShape[]): [number, number, number, number] {
  let [west, south, east, north] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    -Number.POSITIVE_INFINITY,
    -Number.POSITIVE_INFINITY,
  ];
  for (const { rings } of shapes)
    for (const ring of rings)
      for (const [longitude, latitude] of ring) {
        west = Math.min(west, longitude);
        east = Math.max(east, longitude);
        south = Math.min(south, latitude);
        north = Math.max(north, latitude);
      }
  return [west, south, east, north];
}

function shapesOf(given: Json, title: string): GeoShape[] {
  const { type, coordinates } = given;
  switch (type) {
    case 'FeatureCollection':
      return objectsIn(given['features']).flatMap((feature) => shapesOf(feature, ''));
    case 'Feature':
      return isObject(given['geometry']) ? shapesOf(given['geometry'], titleOf(given['properties'])) : [];
    case 'GeometryCollection':
      return objectsIn(given['geometries']).flatMap((geometry) => shapesOf(geometry, title));
    case 'Point':
      return shape('point', [[coordinates]], title);
    case 'MultiPoint':
      return listOf(coordinates).flatMap((position) => shape('point', [[position]], title));
    case 'LineString':
      return shape('line', [coordinates], title);
    case 'MultiLineString':
      return listOf(coordinates).flatMap((line) => shape('line', [line], title));
    case 'Polygon':
      return shape('area', listOf(coordinates), title);
    case 'MultiPolygon':
      return listOf(coordinates).flatMap((area) => shape('area', listOf(area), title));
    default:
      return [];
  }
}

function shape(kind: GeoShape['kind'], lists: readonly unknown[], title: string): GeoShape[] {
  const rings = lists.map((list) => listOf(list).flatMap(positionOf)).filter((ring) => ring.length > 0);
  return rings.length > 0 ? [{ kind, rings, title }] : [];
}

function positionOf(value: unknown): [number, number][] {
  const [longitude, latitude]: unknown[] = listOf(value);
  return Number.isFinite(longitude) && Number.isFinite(latitude)
    ? [[longitude as number, latitude as number]]
    : [];
}

function titleOf(properties: unknown): string {
  if (!isObject(properties)) return '';
  return Object.entries(properties)
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join('\n');
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function objectsIn(value: unknown): Json[] {
  return listOf(value).filter(isObject);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
