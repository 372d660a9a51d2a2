const WORDS = /NaN|-?Infinity|true|false|null|-?\d[\d.eE+-]*/y;
const SPACE = /[\s]*/y;

/** Numbers of the same length as the words they stand for, so that positions stay true. */
const SPELLED: Readonly<Record<string, string>> = {
  NaN: '0E0',
  Infinity: '1e999999',
  '-Infinity': '-1e999999',
};

/** How NaN is spelled in a text that came from `spellBareNumbers`; no JSON encoder writes zero like this. */
export const NAN_TOKEN = '0E0';

function stickyMatch(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

// Not a regular expression: one that knows escapes runs out of stack on strings of some megabytes.
function stringAt(text: string, at: number): string {
  for (let end = at + 1; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === 92) end += 1;
    else if (code === 34) return text.slice(at, end + 1);
  }
  return '';
}

function tokenAt(text: string, at: number): string {
  const first = text.charAt(at);
  if (first === '"') return stringAt(text, at);
  return '{}[],:'.includes(first) ? first : stickyMatch(WORDS, text, at);
}

function* tokensOf(text: string): Generator<readonly [token: string, at: number]> {
  let at = stickyMatch(SPACE, text, 0).length;
  while (at < text.length) {
    const token = tokenAt(text, at);
    yield [token, at];
    if (token === '') return;
    at += token.length;
    at += stickyMatch(SPACE, text, at).length;
  }
}

/** `text` with its bare NaN, Infinity and -Infinity, as Python writes them, spelled as numbers; undefined without any. */
export function spellBareNumbers(text: string): string | undefined {
  const pieces: string[] = [];
  let done = 0;
  for (const [token, at] of tokensOf(text)) {
    const spelled = SPELLED[token];
    if (spelled === undefined) continue;
    pieces.push(text.slice(done, at), spelled);
    done = at + token.length;
  }
  return done === 0 ? undefined : pieces.join('') + text.slice(done);
}

/** Where `text`, which is not JSON, stops being JSON: at a word that is none, or where a value should stand. */
export function faultPosition(text: string): number {
  let previous = ',';
  for (const [token, at] of tokensOf(text)) {
    const wantsValue = previous === '[' || previous === ',' || previous === ':';
    const isMisplaced = wantsValue && ']},:'.includes(token) && previous + token !== '[]';
    if (token === '' || isMisplaced) return at;
    previous = token;
  }
  return text.length;
}
