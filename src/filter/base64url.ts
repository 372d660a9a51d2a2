const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Encodes ASCII text as unpadded base64url (RFC 4648, section 5). */
export function encodeAscii(text: string): string {
  let encoded = '';
  for (let at = 0; at < text.length; at += 3) {
    // Past the end charCodeAt gives NaN, which counts as 0 here.
    const bits = (text.charCodeAt(at) << 16) | (text.charCodeAt(at + 1) << 8) | text.charCodeAt(at + 2);
    const sextets = [18, 12, 6, 0].map((shift) => ALPHABET.charAt((bits >> shift) & 63));
    encoded += sextets.slice(0, Math.min(3, text.length - at) + 1).join('');
  }
  return encoded;
}

/** Reverses `encodeAscii` for text it gave. */
export function decodeAscii(encoded: string): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const character of encoded) {
    bits = (bits << 6) | ALPHABET.indexOf(character);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    text += String.fromCharCode((bits >> held) & 0xff);
  }
  return text;
}
