import { resolveColour } from '../../components/chart-colours.ts';
import { formatNumber } from '../../format.ts';
import { formatX } from '../axis-style.ts';
import type { XAxis } from '../chart-settings.ts';
import type { Charted } from '../charted-runs.ts';
import type { BandLine } from './band-option.ts';
import { type DrawnLine, valueAt } from './drawn-lines.ts';
import type { LineColours } from './use-line-colours.ts';

/** More lines than this are counted, not listed. */
const MOST_LISTED = 12;

interface Shown {
  lines: readonly DrawnLine[];
  bands: readonly BandLine[];
  charted: Charted;
  axis: XAxis;
  look: LineColours;
}

interface Row {
  colour: string;
  name: string;
  y: number;
}

/** What the lines are at `x`, greatest first. An element and not markup: the page's policy forbids style attributes in it. */
export function lineTooltip(x: number, shown: Shown): HTMLElement {
  const box = document.createElement('div');
  const rows = rowsAt(x, shown);
  box.append(text('div', `${formatX(x, shown.axis)}`));
  for (const { colour, name, y } of rows.slice(0, MOST_LISTED)) {
    const row = document.createElement('div');
    row.style.cssText = 'display:flex;gap:8px;align-items:center';
    const swatch = document.createElement('span');
    swatch.style.cssText = `width:8px;height:2px;background:${colour}`;
    const label = text('span', name);
    label.style.cssText = 'flex:1;max-width:200px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap';
    row.append(swatch, label, text('span', formatNumber(y)));
    box.append(row);
  }
  if (rows.length > MOST_LISTED) box.append(text('div', `and ${rows.length - MOST_LISTED} more`));
  return box;
}

function rowsAt(x: number, { lines, bands, charted, look }: Shown): Row[] {
  const names = new Map(
    [...charted.runs, ...(charted.groups ?? []).flatMap(({ runs }) => runs)].map((run) => [
      run.run_id,
      run.run_name,
    ]),
  );
  const severalMetrics = new Set(lines.map(({ metric_key }) => metric_key)).size > 1;
  const ofLines = lines.flatMap((line): Row[] => {
    const at = valueAt(line.points, x);
    if (at === undefined) return [];
    const name = names.get(line.run_id) ?? line.run_id;
    return [
      { colour: look.colourOf(line), name: severalMetrics ? `${name} · ${line.metric_key}` : name, y: at.y },
    ];
  });
  const ofBands = bands.flatMap((band): Row[] => {
    const at = valueAt(band.middle, x);
    return at === undefined
      ? []
      : [{ colour: resolveColour(band.colourToken), name: `${band.name} (${band.members})`, y: at.y }];
  });
  return [...ofBands, ...ofLines].sort((a, b) => b.y - a.y);
}

function text(tag: string, content: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = content;
  return element;
}
