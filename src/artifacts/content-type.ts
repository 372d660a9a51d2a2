// MLflow's server serves all of these as text/plain, so that a viewer shows them instead of running them.
const PLAIN_TEXT = new Set(
  (
    'txt log err cfg conf cnf cf ini properties prop hocon toml yaml yml xml json jsonl js py py3 csv tsv md rst ' +
    'ipynb mlmodel mlproject'
  ).split(' '),
);

const TYPES = new Map(
  Object.entries({
    html: 'text/html',
    htm: 'text/html',
    css: 'text/css',
    mjs: 'text/javascript',
    geojson: 'application/geo+json',
    pdf: 'application/pdf',
    png: 'image/png',
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    gif: 'image/gif',
    webp: 'image/webp',
    avif: 'image/avif',
    bmp: 'image/bmp',
    tif: 'image/tiff',
    tiff: 'image/tiff',
    ico: 'image/vnd.microsoft.icon',
    svg: 'image/svg+xml',
    mp4: 'video/mp4',
    webm: 'video/webm',
    mp3: 'audio/mpeg',
    wav: 'audio/wav',
    ogg: 'audio/ogg',
    flac: 'audio/flac',
    zip: 'application/zip',
    tar: 'application/x-tar',
    gz: 'application/gzip',
    wasm: 'application/wasm',
    parquet: 'application/vnd.apache.parquet',
  }),
);

/**
 * The Content-Type of an artifact by its name alone; what it holds is never looked at. Text carries
 * `charset=utf-8`, and what the table does not know is `application/octet-stream`.
 */
export function contentTypeOf(path: string): string {
  const extension = extensionOf(path.slice(path.lastIndexOf('/') + 1));
  const type = PLAIN_TEXT.has(extension)
    ? 'text/plain'
    : (TYPES.get(extension) ?? 'application/octet-stream');
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type;
}

// A name without a dot stands for its own extension: MLmodel is text.
function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return (dot > 0 ? name.slice(dot + 1) : name).toLowerCase();
}
