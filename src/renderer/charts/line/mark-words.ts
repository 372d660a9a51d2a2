import { formatCount } from '../../format.ts';

export interface Mark {
  x: number;
  text: string;
}

const MOST_TOLD = 5;

/** The notes in a chart, for who cannot see it. */
export function marksSummary(marks: readonly Mark[]): string {
  if (marks.length === 0) return '';
  const told = marks.slice(0, MOST_TOLD).map(({ x, text }) => `“${text}” at step ${formatCount(x)}`);
  const others = marks.length - told.length;
  return `notes: ${told.join(', ')}${others > 0 ? ` and ${formatCount(others)} more` : ''}`;
}

/** The box beside the pointer with the notes of the step it is at; along the line in the chart there is room for few words. */
export function withMarks(box: HTMLElement, marks: readonly Mark[], x: number): HTMLElement {
  for (const { text } of marks.filter((mark) => mark.x === x)) {
    const note = document.createElement('div');
    note.textContent = text;
    note.style.cssText = 'max-width:280px;margin-top:4px;white-space:pre-wrap;overflow-wrap:anywhere';
    box.append(note);
  }
  return box;
}
