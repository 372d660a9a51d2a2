import { resolveColour } from '../../components/chart-colours.ts';
import type { FullLineSettings } from '../chart-settings.ts';

/** The middle of a group of runs along x, and how far its members spread. */
export interface BandLine {
  id: string;
  name: string;
  /** Of the theme, such as `--color-run-1`. */
  colourToken: string;
  /** Members that have the metric. */
  members: number;
  /** x0, y0, x1, y1, … */
  middle: Float64Array;
  /** x0, low0, spread0, x1, low1, spread1, … */
  spread: Float64Array;
}

const BAND_OPACITY = 0.18;

/** The data of the bands: their middles, then how they spread. */
export function bandDatasets(bands: readonly BandLine[]) {
  return [
    ...bands.map(({ middle }) => ({ source: middle, dimensions: ['x', 'y'] })),
    ...bands.map(({ spread }) => ({ source: spread, dimensions: ['x', 'low', 'spread'] })),
  ];
}

/** Each band as an invisible line at its lower edge with an area of its height stacked on it, and its middle over all bands. */
export function bandSeries(bands: readonly BandLine[], firstDataset: number, kind: FullLineSettings['band']) {
  const edges = (band: BandLine, index: number) => {
    const shared = {
      type: 'line' as const,
      datasetIndex: firstDataset + bands.length + index,
      stack: `band ${band.id}`,
      stackStrategy: 'all' as const,
      showSymbol: false,
      silent: true,
      lineStyle: { opacity: 0 },
      emphasis: { disabled: true },
      tooltip: { show: false },
    };
    return [
      { ...shared, id: `low ${band.id}`, encode: { x: 'x', y: 'low' } },
      {
        ...shared,
        id: `spread ${band.id}`,
        encode: { x: 'x', y: 'spread' },
        areaStyle: { color: resolveColour(band.colourToken), opacity: BAND_OPACITY },
      },
    ];
  };
  return [
    ...(kind === 'none' ? [] : bands.flatMap(edges)),
    ...bands.map((band, index) => ({
      id: band.id,
      type: 'line' as const,
      datasetIndex: firstDataset + index,
      encode: { x: 'x', y: 'y' },
      showSymbol: false,
      lineStyle: { width: 2, color: resolveColour(band.colourToken) },
      itemStyle: { color: resolveColour(band.colourToken) },
      emphasis: { focus: 'series' as const },
      blur: { lineStyle: { opacity: 0.15 } },
      z: 3,
    })),
  ];
}
