import { ChartTile, type ChartTileProps } from './ChartTile.tsx';
import type { ChartSettings } from './chart-settings.ts';

interface TileRowProps extends Omit<ChartTileProps, 'chart'> {
  charts: readonly ChartSettings[];
  columns: number;
  /** Of one chart, in pixels. */
  height: number;
}

/** Charts beside each other. */
export function TileRow({ charts, columns, height, ...shared }: TileRowProps) {
  return (
    <div
      className="grid gap-2 px-3 pb-2"
      style={{
        gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
        gridAutoRows: height,
      }}
    >
      {charts.map((chart) => (
        <ChartTile key={chart.id} {...shared} chart={chart} />
      ))}
    </div>
  );
}
