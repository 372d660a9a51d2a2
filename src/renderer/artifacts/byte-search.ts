/** Finds a text in a stream of UTF-8, the letters A to Z in either case. Holds the last bytes only, so that a match may lie across two pieces. */
export class ByteSearch {
  readonly #needle: Uint8Array;
  /** How far the needle may move on when the byte under its end is this one (Horspool). */
  readonly #skip: Uint32Array;
  #kept: Uint8Array = new Uint8Array();
  /** Bytes of the stream before `#kept`. */
  #before = 0;

  constructor(text: string) {
    this.#needle = folded(new TextEncoder().encode(text));
    const last = this.#needle.length - 1;
    this.#skip = new Uint32Array(256).fill(this.#needle.length);
    for (let at = 0; at < last; at += 1) this.#skip[this.#needle[at] ?? 0] = last - at;
  }

  /** Takes the next bytes; answers where matches begin, counted from the start of the stream. They do not overlap. */
  take(chunk: Uint8Array): number[] {
    const bytes = new Uint8Array(this.#kept.length + chunk.length);
    bytes.set(this.#kept);
    bytes.set(chunk, this.#kept.length);
    const found: number[] = [];
    const { length } = this.#needle;
    const fold = FOLD;
    let at = 0;
    while (at + length <= bytes.length) {
      if (this.#isAt(bytes, at)) {
        found.push(this.#before + at);
        at += length;
      } else at += this.#skip[fold[bytes[at + length - 1] ?? 0] ?? 0] ?? 1;
    }
    const from = Math.min(bytes.length, Math.max(at, bytes.length - length + 1));
    this.#kept = bytes.slice(from);
    this.#before += from;
    return found;
  }

  #isAt(bytes: Uint8Array, start: number): boolean {
    for (let at = this.#needle.length - 1; at >= 0; at -= 1)
      if (FOLD[bytes[start + at] ?? 0] !== this.#needle[at]) return false;
    return true;
  }
}

const FOLD = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));

function folded(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => FOLD[byte] ?? byte);
}

/** A text cut at every match, found as `ByteSearch` finds them: the pieces at odd places are the matches. */
export function cutAtMatches(text: string, wanted: string): string[] {
  if (wanted === '') return [text];
  const fold = (given: string) => given.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const where = fold(text);
  const needle = fold(wanted);
  const pieces: string[] = [];
  let start = 0;
  for (let at = where.indexOf(needle); at >= 0; at = where.indexOf(needle, start)) {
    pieces.push(text.slice(start, at), text.slice(at, at + needle.length));
    start = at + needle.length;
  }
  return [...pieces, text.slice(start)];
}
