/** What a viewer is chosen by. */
export type ArtifactKind =
  | 'empty'
  | 'text'
  | 'json'
  | 'markdown'
  | 'model'
  | 'notebook'
  | 'delimited'
  | 'parquet'
  | 'image'
  | 'svg'
  | 'html'
  | 'pdf'
  | 'audio'
  | 'video'
  | 'binary';

/** Bytes from the start of a file that are enough to tell its kind. */
export const HEAD_BYTES = 4096;

const TEXT_KINDS: Readonly<Record<string, ArtifactKind>> = {
  json: 'json',
  geojson: 'json',
  ipynb: 'notebook',
  md: 'markdown',
  markdown: 'markdown',
  csv: 'delimited',
  tsv: 'delimited',
  svg: 'svg',
  html: 'html',
  htm: 'html',
};
const AUDIO = new Set(['m4a', 'mp3', 'ogg', 'oga', 'opus', 'wav', 'flac', 'aac']);

/** Signatures at offset 0 as Latin-1 text. */
const SIGNATURES: readonly [start: string, kind: ArtifactKind][] = [
  ['\x89PNG\r\n', 'image'],
  ['\xff\xd8\xff', 'image'],
  ['GIF8', 'image'],
  ['PAR1', 'parquet'],
  ['%PDF-', 'pdf'],
  ['ID3', 'audio'],
  ['\xff\xfb', 'audio'],
  ['\xff\xf3', 'audio'],
  ['fLaC', 'audio'],
  ['\x1aE\xdf\xa3', 'video'],
];

/** The kind of a file by its first bytes, and by its extension where those are text. */
export function artifactKind(path: string, head: Uint8Array): ArtifactKind {
  if (head.length === 0) return 'empty';
  const extension = extensionOf(path);
  const start = latin1(head.subarray(0, 16));
  const known = SIGNATURES.find(([signature]) => start.startsWith(signature))?.[1];
  if (known !== undefined) return known;
  const contained = containerKind(start, extension);
  if (contained !== undefined) return contained;
  if (!isText(head)) return 'binary';
  return isModelFile(path) ? 'model' : (TEXT_KINDS[extension] ?? 'text');
}

const isModelFile = (path: string) => /(?:^|\/)MLmodel$/.test(path);

/** Formats that name what they contain a few bytes in. */
function containerKind(start: string, extension: string): ArtifactKind | undefined {
  if (start.startsWith('RIFF'))
    return { WEBP: 'image', WAVE: 'audio' }[start.slice(8, 12)] as ArtifactKind | undefined;
  if (start.startsWith('OggS')) return AUDIO.has(extension) ? 'audio' : 'video';
  if (start.slice(4, 8) !== 'ftyp')
    return start.startsWith('BM') && extension === 'bmp' ? 'image' : undefined;
  if (start.slice(8, 11) === 'avi') return 'image';
  return AUDIO.has(extension) || start.slice(8, 11) === 'M4A' ? 'audio' : 'video';
}

/** UTF-8 without control characters, or nearly so: a log may hold a stray byte of another encoding. */
function isText(head: Uint8Array): boolean {
  const strange = head.filter((byte) => byte < 32 && !(byte >= 7 && byte <= 13) && byte !== 27).length;
  if (head.includes(0) || strange > head.length / 100) return false;
  const text = new TextDecoder().decode(head, { stream: true });
  const broken = text.split('\ufffd').length - 1;
  return broken <= head.length / 20;
}

function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
