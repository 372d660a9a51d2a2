import type { ChartHandle } from './chart-props.ts';
import { init } from './echarts.ts';

const WIDTH = 1200;
const HEIGHT = 700;
const PIXEL_RATIO = 2;
const TYPES = { png: 'image/png', svg: 'image/svg+xml', csv: 'text/csv' } as const;

/** Saves what a chart shows as a picture, or its values as a table, under the chart's title. */
export async function saveChart(
  handle: ChartHandle,
  title: string,
  format: keyof typeof TYPES,
): Promise<void> {
  const content = format === 'csv' ? csvOf(handle.rows()) : await pictureOf(handle, format);
  const url = URL.createObjectURL(
    content instanceof Blob ? content : new Blob([content], { type: TYPES[format] }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = `${title.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}.${format}`;
  link.click();
  URL.revokeObjectURL(url);
}

/** Drawn anew at a size of its own, so that the picture does not depend on the window. */
async function pictureOf(handle: ChartHandle, format: 'png' | 'svg'): Promise<string | Blob> {
  const element = document.createElement('div');
  const chart = init(element, null, {
    renderer: format === 'svg' ? 'svg' : 'canvas',
    width: WIDTH,
    height: HEIGHT,
  });
  try {
    chart.setOption({ ...handle.option(), backgroundColor: background() });
    if (format === 'svg') return chart.renderToSVGString();
    const canvas = chart.renderToCanvas({ pixelRatio: PIXEL_RATIO });
    return await new Promise<Blob>((made, failed) =>
      canvas.toBlob((blob) =>
        blob ? made(blob) : failed(new Error('The picture of the chart could not be made.')),
      ),
    );
  } finally {
    chart.dispose();
  }
}

const background = () => getComputedStyle(document.body).backgroundColor;

/** RFC 4180; a text that a spreadsheet would take for a formula begins with an apostrophe. */
function csvOf(rows: ReturnType<ChartHandle['rows']>): string {
  const cell = (value: string | number | undefined) => {
    if (typeof value !== 'string') return value === undefined ? '' : String(value);
    const text = /^[=+\-@]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => row.map(cell).join(',')).join('\r\n');
}
