import type { ChartSettings } from './chart-settings.ts';
import type { Section, SectionView } from './charts-view.ts';

const HEADER = 32;
const GAP = 8;
const NARROWEST_TILE = 320;
const HEIGHT = 240;
const LEAST_HEIGHT = 120;
const MOST_HEIGHT = 1200;
const MOST_COLUMNS = 6;

/** What stands below each other in a page of charts: a section's head, or charts beside each other. */
export type PaneLine = { key: string; section: Section; height: number; columns: number } & (
  | { kind: 'header' }
  | { kind: 'tiles'; charts: readonly ChartSettings[]; tileHeight: number }
);

/** The lines of all sections in a page of this width. */
export function paneLines(sections: readonly Section[], width: number): PaneLine[] {
  if (width === 0) return [];
  return sections.flatMap((section) => {
    const columns = section.columns ?? Math.max(1, Math.floor(width / NARROWEST_TILE));
    const header = {
      kind: 'header' as const,
      key: `section ${section.name}`,
      section,
      height: HEADER,
      columns,
    };
    return [header, ...(section.isFolded ? [] : tileLines(section, columns))];
  });
}

function tileLines(section: Section, columns: number): PaneLine[] {
  const tileHeight = section.height ?? HEIGHT;
  return Array.from({ length: Math.ceil(section.charts.length / columns) }, (_, row) => {
    const charts = section.charts.slice(row * columns, (row + 1) * columns);
    const key = `${section.name} ${charts[0]?.id}`;
    return { kind: 'tiles', key, section, charts, columns, tileHeight, height: tileHeight + GAP };
  });
}

/** The size of a section's charts once the corner of one was dragged: any height, and as many beside each other as then fit. */
export function resized(paneWidth: number, width: number, height: number): Partial<SectionView> {
  const fitting = Math.round(paneWidth / Math.max(1, width));
  return {
    height: Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, Math.round(height))),
    columns: Math.min(MOST_COLUMNS, Math.max(1, fitting)),
  };
}
