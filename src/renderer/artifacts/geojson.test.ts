import { expect, test } from 'vitest';
import { boundsOf, shapesIn } from './geojson.ts';

const feature = (geometry: unknown, properties: unknown = null) => ({
  type: 'Feature',
  geometry,
  properties,
});

test('every kind of geometry becomes shapes, with what its feature says', () => {
  const shapes = shapesIn({
    type: 'FeatureCollection',
    features: [
      feature({ type: 'Point', coordinates: [16, 48, 170] }, { name: 'Vienna', people: 2 }),
      feature({
        type: 'MultiLineString',
        coordinates: [
          [
            [0, 0],
            [1, 1],
          ],
          [
            [2, 2],
            [3, 3],
          ],
        ],
      }),
      feature({
        type: 'GeometryCollection',
        geometries: [
          {
            type: 'Polygon',
            coordinates: [
              [
                [0, 0],
                [4, 0],
                [4, 4],
                [0, 0],
              ],
              [
                [1, 1],
                [2, 1],
                [1, 1],
              ],
            ],
          },
        ],
      }),
      feature(null),
    ],
  });
  expect(shapes?.map(({ kind, rings, title }) => [kind, rings.length, title])).toEqual([
    ['point', 1, 'name: Vienna\npeople: 2'],
    ['line', 1, ''],
    ['line', 1, ''],
    ['area', 2, ''],
  ]);
  expect(boundsOf(shapes ?? [])).toEqual([0, 0, 16, 48]);
});

test.each([
  ['no object', [1]],
  ['another document', { type: 'Topology' }],
  ['positions that are none', { type: 'LineString', coordinates: [['a', 1], [null], 'x'] }],
])('what cannot be drawn is told apart: %s', (_, value) => {
  expect(shapesIn(value)).toBeUndefined();
});
