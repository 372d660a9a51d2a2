interface Stretch {
  text: string;
  /** A variable that has no value and so stands there as it is written. */
  isMissing: boolean;
}

const VARIABLE = /\{\{-?\s*([a-zA-Z_][\w.]*)\s*-?\}\}/g;

/** A rendered text in stretches, variables that are still there told from the rest. */
export function missingMarks(text: string, missing: readonly string[]): Stretch[] {
  const stretches: Stretch[] = [];
  let end = 0;
  for (const { 0: mark, 1: name = '', index } of text.matchAll(VARIABLE)) {
    if (!missing.includes(name)) continue;
    if (index > end) stretches.push({ text: text.slice(end, index), isMissing: false });
    stretches.push({ text: mark, isMissing: true });
    end = index + mark.length;
  }
  if (end < text.length) stretches.push({ text: text.slice(end), isMissing: false });
  return stretches;
}
