import { tellingRank } from '../queries/most-telling.ts';
import {
  type ChartSettings,
  LINE_DEFAULTS,
  type LineDefaults,
  type MediaSettings,
} from './chart-settings.ts';

/** How a person arranged a page of charts. This is what a saved view keeps; the rest follows from the metrics there are. */
export interface ChartsView {
  /** Charts that a person added or set up, by id. A chart of one metric that nobody touched is not here. */
  charts: Readonly<Record<string, ChartSettings>>;
  /** Sections that a person arranged, by name. */
  sections: readonly SectionView[];
  /** Ids of charts that a person removed. */
  removed: readonly string[];
  lines: LineDefaults;
  /** Only charts whose title holds this are shown. */
  search: string;
}

export interface SectionView {
  name: string;
  isFolded?: boolean;
  /** Ids of charts that a person moved, in their order, before those that stay where they are. */
  order?: readonly string[];
  /** Charts beside each other, and pixels from top to bottom of one. */
  columns?: number;
  height?: number;
}

export const EMPTY_CHARTS: ChartsView = {
  charts: {},
  sections: [],
  removed: [],
  lines: LINE_DEFAULTS,
  search: '',
};

/** An arrangement that an earlier or a later version kept, with what it does not say. */
export function wholeCharts(kept: Partial<ChartsView> | undefined): ChartsView {
  return { ...EMPTY_CHARTS, ...kept, lines: { ...LINE_DEFAULTS, ...kept?.lines } };
}

/** A section as it is shown. */
export interface Section extends SectionView {
  charts: readonly ChartSettings[];
}

/** Charts that belong to no metric's section. */
export const OWN_SECTION = 'Charts';
const METRICS_SECTION = 'Metrics';
const MEDIA_SECTION = 'Media';
/** Pictures and tables need more room than lines, in pixels. */
const MEDIA_HEIGHT = 320;
/** After the metrics, before those of the machine; see `tellingRank`. */
const MEDIA_RANK = 2.5;

/** The id of the chart that a metric has of itself. */
export const chartIdOf = (metric: string): string => `metric:${metric}`;

/** The section of a metric: what stands before its first slash. */
export function sectionOf(metric: string): string {
  const cut = metric.indexOf('/');
  return cut > 0 ? metric.slice(0, cut) : METRICS_SECTION;
}

/** Whether a chart is there because of what runs logged, though nobody added it. */
const isByItself = (id: string) => id.startsWith('metric:') || id.startsWith('media:');

/** The sections of a page: a person's own charts, then one chart for each metric by its prefix, files. System metrics come last. */
export function sectionsOf(
  view: ChartsView,
  metrics: readonly string[],
  media: readonly MediaSettings[] = [],
): Section[] {
  const removed = new Set(view.removed);
  const found = new Map<string, ChartSettings[]>();
  const add = (name: string, chart: ChartSettings) => {
    if (removed.has(chart.id) || !matches(chart, view.search)) return;
    const charts = found.get(name);
    if (charts === undefined) found.set(name, [chart]);
    else charts.push(chart);
  };
  for (const chart of Object.values(view.charts)) if (!isByItself(chart.id)) add(OWN_SECTION, chart);
  for (const metric of metrics.toSorted((a, b) => tellingRank(a) - tellingRank(b))) {
    const id = chartIdOf(metric);
    add(sectionOf(metric), view.charts[id] ?? { id, kind: 'line', metrics: [metric] });
  }
  for (const chart of media) add(MEDIA_SECTION, view.charts[chart.id] ?? chart);
  return orderedNames(found).map((name) => {
    const section = view.sections.find((candidate) => candidate.name === name);
    const height = name === MEDIA_SECTION && { height: MEDIA_HEIGHT };
    return { ...height, ...section, name, charts: ordered(found.get(name) ?? [], section?.order ?? []) };
  });
}

/** The view with one section changed. */
export function withSection(view: ChartsView, name: string, changed: Partial<SectionView>): ChartsView {
  const found = view.sections.some((section) => section.name === name);
  const sections = found ? view.sections : [...view.sections, { name }];
  return {
    ...view,
    sections: sections.map((section) => (section.name === name ? { ...section, ...changed } : section)),
  };
}

/** The view with a chart added or changed. */
export function withChart(view: ChartsView, chart: ChartSettings): ChartsView {
  return {
    ...view,
    charts: { ...view.charts, [chart.id]: chart },
    removed: view.removed.filter((id) => id !== chart.id),
  };
}

/** The view without a chart. */
export function withoutChart(view: ChartsView, id: string): ChartsView {
  const charts = Object.fromEntries(Object.entries(view.charts).filter(([key]) => key !== id));
  return { ...view, charts, removed: isByItself(id) ? [...view.removed, id] : view.removed };
}

/** What a chart is called. */
export function titleOf(chart: ChartSettings): string {
  if (chart.title !== undefined) return chart.title;
  switch (chart.kind) {
    case 'line':
      return chart.metrics.join(', ');
    case 'bar':
      return chart.metric;
    case 'box':
      return chart.by === undefined ? chart.metric : `${chart.metric} by ${chart.by}`;
    case 'histogram':
      return `Spread of ${chart.metric}`;
    case 'importance':
      return `What ${chart.metric} depends on`;
    case 'scatter':
      return `${chart.y} against ${chart.x}`;
    case 'contour':
      return `${chart.z} over ${chart.x} and ${chart.y}`;
    case 'parallel':
      return chart.fields.join(' · ');
    default:
      return chart.key;
  }
}

function matches(chart: ChartSettings, search: string): boolean {
  return search === '' || titleOf(chart).toLowerCase().includes(search.toLowerCase());
}

/** A person's own charts first, then the sections whose metrics tell most, those of the machine last. */
function orderedNames(found: ReadonlyMap<string, readonly ChartSettings[]>): string[] {
  // Charts are sorted already: what the first one of a section tells is what the section tells.
  const rank = (name: string) => {
    const [first] = found.get(name) ?? [];
    if (name === MEDIA_SECTION) return MEDIA_RANK;
    return name === OWN_SECTION ? -1 : first?.kind === 'line' ? tellingRank(first.metrics[0] ?? '') : 0;
  };
  return [...found.keys()].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

function ordered(charts: readonly ChartSettings[], order: readonly string[]): ChartSettings[] {
  const byId = new Map(charts.map((chart) => [chart.id, chart]));
  const moved = order.flatMap((id) => byId.get(id) ?? []);
  const isMoved = new Set(order);
  return [...moved, ...charts.filter(({ id }) => !isMoved.has(id))];
}
