/** Fewer lines than this were written by no one to be read. */
const FEW_LINES = 4;

/** JSON that stands in one line, with a line for each of its values; other text as it is. */
export function jsonLines(text: string): string {
  if (text.trim().split('\n').length >= FEW_LINES) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // It is not JSON after all: a person sees it as it is.
    return text;
  }
}
