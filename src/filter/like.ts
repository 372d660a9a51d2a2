/** A compiled LIKE or ILIKE pattern. */
export interface LikePattern {
  /** True when the whole text fits the pattern. */
  matches(text: string): boolean;
  /** What every matching text starts with (lower-cased when case is ignored): the part before the first wildcard. */
  readonly prefix: string;
}

/**
 * Compiles a pattern: `%` stands for any run of characters, `_` for one code point, there is no escape. Without
 * `caseSensitive`, ASCII letters are lower-cased on both sides and no others, as SQLite does.
 * Matching never takes longer than pattern length times text length.
 */
export function likePattern(pattern: string, caseSensitive: boolean): LikePattern {
  const fold = (text: string) =>
    Array.from(caseSensitive ? text : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
  const wanted = fold(pattern);
  const wildcard = wanted.findIndex((character) => character === '%' || character === '_');
  return {
    matches: (text) => matchCodePoints(wanted, fold(text)),
    prefix: wanted.slice(0, wildcard === -1 ? wanted.length : wildcard).join(''),
  };
}

function matchCodePoints(pattern: readonly string[], text: readonly string[]): boolean {
  let p = 0;
  let t = 0;
  let retryPattern = -1;
  let retryText = 0;
  while (t < text.length) {
    if (pattern[p] === '%') {
      p += 1;
      retryPattern = p;
      retryText = t;
    } else if (p < pattern.length && (pattern[p] === '_' || pattern[p] === text[t])) {
      p += 1;
      t += 1;
    } else if (retryPattern !== -1) {
      // The last % swallows one character more; going back to earlier ones can never help.
      p = retryPattern;
      retryText += 1;
      t = retryText;
    } else {
      return false;
    }
  }
  while (pattern[p] === '%') p += 1;
  return p === pattern.length;
}
