const FALLBACK_NAME = 'download';

/**
 * A Content-Disposition value that makes a browser save the file (RFC 6266): `filename` in plain ASCII for everyone
 * and, when that is not the exact name, `filename*` in UTF-8 (RFC 8187). Any name gives one safe header line.
 */
export function attachmentDisposition(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toWellFormed();
  const fallback = asciiName(name);
  const plain = `attachment; filename="${fallback.replaceAll(/["\\]/g, '\\$&')}"`;
  return fallback === name ? plain : `${plain}; filename*=UTF-8''${extendedValue(name)}`;
}

// '%' is left out of the fallback because some browsers percent-decode it there (RFC 6266 appendix D).
function asciiName(name: string): string {
  const ascii = name
    .normalize('NFKD')
    .replaceAll(/[^\x20-\x7e]/g, '')
    .replaceAll('%', '_');
  return ascii.trim() || FALLBACK_NAME;
}

/** Percent-encodes all but RFC 8187's attr-char; encodeURIComponent leaves four more as they are. */
function extendedValue(name: string): string {
  return encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
