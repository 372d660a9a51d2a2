import { TreemapChart, type TreemapSeriesOption } from 'echarts/charts';
import { TooltipComponent, type TooltipComponentOption } from 'echarts/components';
import { type ComposeOption, type ECharts, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useEffectEvent, useRef } from 'react';
import { chartColours, resolveColour, watchTheme } from '../../components/chart-colours.ts';
import { formatBytes } from '../../format.ts';
import type { DiskNode } from './disk-tree.ts';

use([TreemapChart, TooltipComponent, CanvasRenderer]);

type Option = ComposeOption<TreemapSeriesOption | TooltipComponentOption>;

const HUES = 8;
/** Pixels that a tile needs for its name and size, and an experiment for a band above what is in it. */
const LABELLED_PIXELS = 64 * 48;
const BANDED_PIXELS = 96 * 64;

interface TreemapProps {
  nodes: readonly DiskNode[];
  onOpen: (path: string) => void;
}

/** Areas by bytes. The list beside it says the same in words. */
export function Treemap({ nodes, onOpen }: TreemapProps) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(null);
  const open = useEffectEvent(onOpen);
  const draw = useEffectEvent(() =>
    chart.current?.setOption(optionOf(nodes, areaOf(chart.current)), { notMerge: true }),
  );

  useEffect(() => {
    if (element.current === null) return;
    const drawn = init(element.current);
    chart.current = drawn;
    drawn.on('click', ({ data }) => {
      const { path } = (data ?? {}) as Partial<DiskNode>;
      if (path !== undefined) open(path);
    });
    const resize = new ResizeObserver(() => {
      drawn.resize();
      draw();
    });
    resize.observe(element.current);
    const unwatch = watchTheme(() => draw());
    return () => {
      unwatch();
      resize.disconnect();
      drawn.dispose();
    };
  }, []);

  useEffect(() => {
    draw();
  }, [nodes]);

  return <div ref={element} role="img" aria-label="Artifacts by size" className="size-full" />;
}

const areaOf = (chart: ECharts) => chart.getWidth() * chart.getHeight();

function optionOf(nodes: readonly DiskNode[], area: number): Option {
  const pixelsPerByte =
    area /
    Math.max(
      1,
      nodes.reduce((sum, { value }) => sum + value, 0),
    );
  const { ink, surface, separator } = chartColours();
  const { fontFamily } = getComputedStyle(document.body);
  const label = {
    color: ink,
    fontFamily,
    fontSize: 11,
    overflow: 'truncate' as const,
  };
  return {
    animation: false,
    tooltip: {
      confine: true,
      transitionDuration: 0,
      backgroundColor: surface,
      borderColor: separator,
      borderWidth: 1,
      textStyle: { color: ink, fontFamily, fontSize: 12 },
      formatter: (params) => {
        const { name, value } = params as { name: string; value: number };
        const line = document.createElement('span');
        line.textContent = `${name} · ${formatBytes(value)}`;
        return line;
      },
    },
    series: [
      {
        type: 'treemap',
        data: nodes.map((node, index) => ({
          ...coloured(node, index),
          // The band of a small one would leave nothing of its area.
          ...(node.value * pixelsPerByte < BANDED_PIXELS && { upperLabel: { show: false } }),
        })),
        left: 0,
        top: 0,
        right: 0,
        bottom: 0,
        roam: false,
        nodeClick: false,
        breadcrumb: { show: false },
        label: {
          ...label,
          lineHeight: 16,
          formatter: ({ name, value }) =>
            Number(value) * pixelsPerByte < LABELLED_PIXELS ? '' : `${name}\n${formatBytes(Number(value))}`,
        },
        upperLabel: {
          ...label,
          show: true,
          height: 20,
          formatter: ({ name, value }) => `${name}  ${formatBytes(Number(value))}`,
        },
        itemStyle: { borderColor: surface, borderWidth: 1, gapWidth: 1 },
        levels: [{ itemStyle: { gapWidth: 4, borderWidth: 0 }, upperLabel: { show: false } }],
      },
    ],
  };
}

function coloured(node: DiskNode, index: number): DiskNode & { itemStyle: { color: string } } {
  const color = resolveColour(`--color-area-${(index % HUES) + 1}`);
  const children = node.children?.map((child) => ({ ...child, itemStyle: { color } }));
  return { ...node, ...(children && { children }), itemStyle: { color } };
}
