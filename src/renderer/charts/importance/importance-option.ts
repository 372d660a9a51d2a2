import type { Importance } from '../../../contract/index.ts';
import { type ChartColours, resolveColour } from '../../components/chart-colours.ts';
import { formatNumber } from '../../format.ts';
import { horizontalAxis, plotStyle, tooltipStyle, verticalAxis } from '../axis-style.ts';
import type { EChartsOption } from '../echarts.ts';
import { hoveredIndex, tooltipBox } from '../tooltip-box.ts';
import { directionOf } from './direction.ts';

type Param = Importance['params'][number];

/** Params beyond these tell next to nothing. */
export const MOST_PARAMS = 20;
const WIDEST_NAME = 110;

/** A bar for each param, the most telling on top, coloured by how the metric goes with it. */
export function importanceOption(params: readonly Param[], colours: ChartColours): EChartsOption {
  return {
    ...plotStyle(),
    tooltip: {
      ...tooltipStyle(colours),
      formatter: (hovered: unknown) => paramTooltip(params[hoveredIndex(hovered)]),
    },
    xAxis: {
      ...horizontalAxis(colours),
      type: 'value',
      min: 0,
      splitLine: verticalAxis(colours).splitLine,
      axisLabel: { ...horizontalAxis(colours).axisLabel, formatter: percent },
    },
    yAxis: {
      ...verticalAxis(colours),
      type: 'category',
      inverse: true,
      data: params.map(({ key }) => key),
      splitLine: { show: false },
      axisLabel: { color: colours.text, hideOverlap: true, width: WIDEST_NAME, overflow: 'truncate' },
    },
    series: [
      {
        id: 'params',
        type: 'bar',
        barMaxWidth: 20,
        barCategoryGap: '25%',
        data: params.map((param) => ({
          value: param.importance,
          itemStyle: { color: resolveColour(directionOf(param).token) },
        })),
        label: {
          show: true,
          position: 'right',
          color: colours.text,
          formatter: ({ dataIndex }) => sign(params[dataIndex]),
        },
      },
    ],
  };
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** Beside the colour: whether the metric rises or falls with the param. */
function sign(param: Param | undefined): string {
  if (param?.correlation === undefined || param.correlation === 0) return '';
  return param.correlation > 0 ? '+' : '−';
}

function paramTooltip(param: Param | undefined): HTMLElement {
  if (param === undefined) return tooltipBox('', []);
  return tooltipBox(param.key, [
    ['Importance', `${formatNumber(param.importance * 100)} %`],
    ['The metric', directionOf(param).word],
    ['Different values', String(param.values)],
  ]);
}
