import {
  BarChart,
  BoxplotChart,
  CustomChart,
  HeatmapChart,
  LineChart,
  ParallelChart,
  ScatterChart,
} from 'echarts/charts';
import {
  BrushComponent,
  DatasetComponent,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  ParallelComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';

use([
  ...[BarChart, BoxplotChart, CustomChart, HeatmapChart, LineChart, ParallelChart, ScatterChart],
  ...[BrushComponent, DatasetComponent, GridComponent, MarkAreaComponent, MarkLineComponent],
  ...[ParallelComponent, TooltipComponent, VisualMapComponent, CanvasRenderer, SVGRenderer],
]);

export type { ECharts, EChartsOption } from 'echarts';
export { init };
