interface JsonWord {
  from: number;
  to: number;
  kind: 'key' | 'plain';
}

const WORDS = /"(?:[^"\\\n]|\\.)*"(\s*:)?|-?\b\d[\d.eE+-]*|\b(?:true|false|null)\b/g;

/** Keys, numbers and words of a JSON text; other texts are left as they are. */
export function jsonWords(text: string): JsonWord[] {
  const words: JsonWord[] = [];
  for (const { 0: word, 1: colon, index } of text.matchAll(WORDS)) {
    if (colon !== undefined) words.push({ from: index, to: index + word.length - colon.length, kind: 'key' });
    else if (!word.startsWith('"')) words.push({ from: index, to: index + word.length, kind: 'plain' });
  }
  return words;
}

/** Why a text is no JSON, and where; undefined where it is. */
export function jsonProblem(text: string): { at: number; message: string } | undefined {
  const words = complaintOf(text);
  if (words === undefined) return undefined;
  const position = / at position (\d+)/.exec(words)?.[1];
  const at = position === undefined ? strangeToken(text, words) : Number(position);
  const message = words
    .replace(/,? (?:".*" is not valid JSON|in JSON.*)$/s, '')
    .replace(/^Unexpected end.*$/, 'the text ends too early');
  return { at, message: `Not JSON: ${message}` };
}

function complaintOf(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Where a token stands that the browser names without its place: the shortest beginning of the text that has it. */
function strangeToken(text: string, words: string): number {
  const token = /^Unexpected token '.*?'/su.exec(words)?.[0];
  if (token === undefined) return text.length;
  let [good, bad] = [0, text.length];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (complaintOf(text.slice(0, middle))?.startsWith(token)) bad = middle;
    else good = middle;
  }
  return good;
}
