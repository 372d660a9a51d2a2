import { type ArtifactPath, type ArtifactStore, missingArtifact } from '../artifacts/index.ts';
import { invalidParameter } from '../contract/index.ts';
import { lastOf, queryOf } from './query.ts';

/** A page shows no larger notebook as cells either. */
const MOST_BYTES = 10_000_000;
/** What a piece of a document looks like without one around it. */
const AROUND =
  '<!doctype html><meta charset="utf-8"><style>body { margin: 4px; font: 12px system-ui, sans-serif; } table { border-collapse: collapse; } th, td { padding: 2px 8px; }</style>';

/** Which output of a notebook is asked for by `?cell=…&output=…`, both from 0; undefined where the whole file is. */
export function notebookOutputIn(url: string): { cell: number; output: number } | undefined {
  const query = queryOf(url);
  const [cell, output] = [lastOf(query, 'cell'), lastOf(query, 'output')];
  if (cell === undefined || output === undefined) return undefined;
  if (/^\d{1,6}$/.test(cell) && /^\d{1,6}$/.test(output))
    return { cell: Number(cell), output: Number(output) };
  throw invalidParameter("'cell' and 'output' are numbers from 0.");
}

/** The HTML of one output of a notebook, as a document. Throws RESOURCE_DOES_NOT_EXIST where there is none. */
export async function notebookOutput(
  artifacts: ArtifactStore,
  path: ArtifactPath,
  { cell, output }: { cell: number; output: number },
): Promise<Buffer> {
  const { stream, size } = await artifacts.open(path);
  if (size > MOST_BYTES) {
    stream.destroy();
    throw invalidParameter(`The notebook has ${size} bytes; its outputs are shown up to ${MOST_BYTES}.`);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const cells = listIn(parse(Buffer.concat(chunks).toString('utf8')), 'cells');
  const html = memberOf(memberOf(listIn(cells[cell], 'outputs')[output], 'data'), 'text/html');
  const text = Array.isArray(html) ? html.filter((line) => typeof line === 'string').join('') : html;
  if (typeof text !== 'string') throw missingArtifact(`${path}, output ${output} of cell ${cell}`);
  return Buffer.from(AROUND + text);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw invalidParameter(`The file is no notebook: ${error.message}.`);
    throw error;
  }
}

function memberOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The objects in a list; pages count cells and outputs the same way. */
function listIn(value: unknown, name: string): Record<string, unknown>[] {
  const list = memberOf(value, name);
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
