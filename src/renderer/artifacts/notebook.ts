/** A cell of a notebook as it is shown. */
export interface NotebookCell {
  id: string;
  kind: 'markdown' | 'code';
  source: string;
  count: number | undefined;
  outputs: NotebookOutput[];
}

export interface NotebookOutput {
  id: string;
  kind: 'text' | 'image' | 'html' | 'error';
  /** Text, the picture as a `data:` URL, or the HTML, which is shown in a frame of its own only. */
  content: string;
}

type Json = Readonly<Record<string, unknown>>;

const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
/** Colours of a terminal (ECMA-48). */
// oxlint-disable-next-line no-control-regex
const TERMINAL_CODES = /\u001b\[[0-9;]*[A-Za-z]/g;

/** The cells of a notebook of format 4; undefined where the text is none. Of an output its HTML or picture is shown, else its plain text. */
export function readNotebook(text: string): NotebookCell[] | undefined {
  const notebook = parse(text);
  if (!Array.isArray(notebook?.['cells'])) return undefined;
  return notebook['cells'].filter(isObject).map((cell, index) => ({
    id: String(index),
    kind: cell['cell_type'] === 'markdown' ? 'markdown' : 'code',
    source: joined(cell['source']),
    count: typeof cell['execution_count'] === 'number' ? cell['execution_count'] : undefined,
    outputs: Array.isArray(cell['outputs']) ? cell['outputs'].filter(isObject).map(readOutput) : [],
  }));
}

function readOutput(output: Json, index: number): NotebookOutput {
  const id = String(index);
  if (output['output_type'] === 'error') return { id, kind: 'error', content: plain(errorOf(output)) };
  if (output['output_type'] === 'stream') return { id, kind: 'text', content: plain(joined(output['text'])) };
  const data = isObject(output['data']) ? output['data'] : {};
  const html = joined(data['text/html']);
  if (html !== '') return { id, kind: 'html', content: html };
  const drawing = joined(data['image/svg+xml']);
  // As the source of an <img> an SVG runs no script and fetches nothing.
  if (drawing !== '')
    return { id, kind: 'image', content: `data:image/svg+xml,${encodeURIComponent(drawing)}` };
  const type = PICTURES.find((name) => data[name] !== undefined);
  if (type === undefined) return { id, kind: 'text', content: plain(joined(data['text/plain'])) };
  return { id, kind: 'image', content: `data:${type};base64,${joined(data[type]).replaceAll(/\s/g, '')}` };
}

function errorOf({ traceback, ename, evalue }: Json): string {
  const lines = Array.isArray(traceback) ? traceback.filter((line) => typeof line === 'string') : [];
  return lines.length > 0 ? lines.join('\n') : `${joined(ename)}: ${joined(evalue)}`;
}

function plain(text: string): string {
  return text.replaceAll(TERMINAL_CODES, '');
}

/** Text is one string or a list of lines that carry their line ends. */
function joined(source: unknown): string {
  if (typeof source === 'string') return source;
  return Array.isArray(source) ? source.filter((line) => typeof line === 'string').join('') : '';
}

function parse(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
