import {
  AudioLines,
  ChartBar,
  ChartCandlestick,
  ChartColumn,
  ChartLine,
  ChartScatter,
  FileText,
  Grid3x3,
  Image,
  ListOrdered,
  type LucideIcon,
  SlidersVertical,
  Table2,
  Video,
} from 'lucide-react';
import type { ChartKind } from '../chart-settings.ts';

interface KindWords {
  label: string;
  /** What it shows, for the dialog that sets one up. */
  description: string;
  icon: LucideIcon;
}

export const KINDS: Readonly<Record<ChartKind, KindWords>> = {
  line: { label: 'Line', icon: ChartLine, description: 'Metrics over steps or time, a line for each run.' },
  bar: { label: 'Bar', icon: ChartBar, description: 'A metric of the shown runs, the best on top.' },
  scatter: {
    label: 'Scatter',
    icon: ChartScatter,
    description: 'A field of all matching runs against another.',
  },
  parallel: {
    label: 'Parallel coordinates',
    icon: SlidersVertical,
    description: 'All matching runs as lines through their fields. Drag along an axis to narrow the table.',
  },
  contour: {
    label: 'Contour',
    icon: Grid3x3,
    description: 'A field over two others, with what lies between the runs guessed from those near by.',
  },
  box: {
    label: 'Box or violin',
    icon: ChartCandlestick,
    description: 'How a metric of all matching runs spreads, by the values of a field.',
  },
  histogram: {
    label: 'Histogram',
    icon: ChartColumn,
    description: 'How many runs have which value, or how the shown runs spread over steps.',
  },
  importance: {
    label: 'Param importance',
    icon: ListOrdered,
    description: 'Which params tell most of a metric among all matching runs.',
  },
  images: { label: 'Images', icon: Image, description: 'Images that runs logged, by step.' },
  text: { label: 'Text', icon: FileText, description: 'Text that runs logged, by step.' },
  table: { label: 'Table', icon: Table2, description: 'A table that runs logged.' },
  audio: { label: 'Audio', icon: AudioLines, description: 'Sound that runs logged.' },
  video: { label: 'Video', icon: Video, description: 'Video that runs logged.' },
};

export const RUN_KINDS = [
  'line',
  'bar',
  'scatter',
  'parallel',
  'contour',
  'box',
  'histogram',
  'importance',
] as const;

export type RunKind = (typeof RUN_KINDS)[number];
