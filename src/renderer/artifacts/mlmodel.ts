/** What a block of YAML holds; every scalar is text. */
type Block = string | null | Block[] | { [key: string]: Block };

interface ModelField {
  name: string;
  type: string;
  /** Whether it must be given; of a param, its usual value. */
  note: string;
}

/** What a file named MLmodel says, for people. */
export interface ModelFile {
  /** Run, time and the like, in a fixed order. */
  facts: { key: string; value: string }[];
  signature: { title: string; fields: ModelField[] }[];
  flavors: { name: string; entries: { key: string; value: string }[] }[];
}

const FACTS: readonly [key: string, label: string][] = [
  ['run_id', 'Run'],
  ['model_id', 'Model'],
  ['model_uuid', 'UUID'],
  ['utc_time_created', 'Created (UTC)'],
  ['mlflow_version', 'MLflow'],
  ['model_size_bytes', 'Bytes'],
  ['artifact_path', 'Path'],
];
const PARTS: readonly [key: string, title: string][] = [
  ['inputs', 'Inputs'],
  ['outputs', 'Outputs'],
  ['params', 'Params'],
];

/** Reads what MLflow writes; undefined for what was written by hand in another style. */
export function readModelFile(text: string): ModelFile | undefined {
  const root = readBlocks(text);
  if (!isMap(root) || !isMap(root['flavors'])) return undefined;
  const signature = isMap(root['signature']) ? root['signature'] : {};
  const facts = FACTS.flatMap(([key, label]) => {
    const value = root[key];
    return typeof value === 'string' && (key !== 'model_uuid' || value !== root['model_id'])
      ? { key: label, value }
      : [];
  });
  return {
    facts,
    signature: PARTS.flatMap(([key, title]) => {
      const fields = fieldsOf(signature[key]);
      return fields.length > 0 ? { title, fields } : [];
    }),
    flavors: Object.entries(root['flavors']).map(([name, flavor]) => ({
      name,
      entries: isMap(flavor) ? flat(flavor) : [],
    })),
  };
}

const isMap = (block: Block | undefined): block is { [key: string]: Block } =>
  typeof block === 'object' && block !== null && !Array.isArray(block);

/** The scalars in a map, by the path that leads to them; those that say nothing are left out. */
function flat(map: { [key: string]: Block }, before = ''): { key: string; value: string }[] {
  return Object.entries(map).flatMap(([key, block]) => {
    if (block === null) return [];
    if (isMap(block)) return flat(block, `${before}${key}.`);
    const value = typeof block === 'string' ? block : block.map((item) => scalarText(item)).join(', ');
    return { key: `${before}${key}`, value };
  });
}

const scalarText = (block: Block): string => (typeof block === 'string' ? block : JSON.stringify(block));

/** A signature's part is JSON in a string. */
function fieldsOf(part: Block | undefined): ModelField[] {
  if (typeof part !== 'string') return [];
  let list: unknown;
  try {
    list = JSON.parse(part);
  } catch {
    return [{ name: '', type: part, note: '' }];
  }
  return (Array.isArray(list) ? list : [list]).map((item: unknown) => {
    const field = recordOf(item);
    const note =
      'default' in field
        ? `default ${JSON.stringify(field['default'])}`
        : field['required'] === false
          ? 'optional'
          : field['required'] === true
            ? 'required'
            : '';
    return { name: textOf(field['name']), type: typeText(field), note };
  });
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function typeText(field: Record<string, unknown>): string {
  const type = textOf(field['type']);
  if (type === 'tensor') {
    const { dtype, shape } = recordOf(field['tensor-spec']);
    return `tensor ${textOf(dtype)} ${JSON.stringify(shape)}`;
  }
  if (type === 'array') return `array of ${typeText(recordOf(field['items']))}`;
  if (type === 'map') return `map of ${typeText(recordOf(field['values']))}`;
  if (type === 'object') {
    const properties = Object.entries(recordOf(field['properties']));
    return `{ ${properties.map(([name, one]) => `${name}: ${typeText(recordOf(one))}`).join(', ')} }`;
  }
  const { shape } = field;
  return Array.isArray(shape) ? `${type} ${JSON.stringify(shape)}` : type;
}

interface Line {
  indent: number;
  text: string;
}

const ENTRY = /^(?<key>'(?:[^']|'')*'|"[^"]*"|[^\s'"][^:]*?):(?:\s+(?<rest>.*))?$/;

/** The part of YAML that its usual writers make of plain data: nested blocks, lists and scalars that go on for lines. */
function readBlocks(text: string): Block | undefined {
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#') && line !== '---')
    .map((line): Line => ({ indent: line.length - line.trimStart().length, text: line.trim() }));
  const [block, end] = readBlock(lines, 0);
  return end === lines.length ? block : undefined;
}

function readBlock(lines: readonly Line[], at: number): [block: Block, end: number] {
  return isItem(lines[at]) ? readList(lines, at) : readMap(lines, at);
}

const isItem = (line: Line | undefined) => line !== undefined && /^-(?:\s|$)/.test(line.text);

function readList(lines: readonly Line[], start: number): [Block[], number] {
  const indent = lines[start]?.indent ?? 0;
  const list: Block[] = [];
  let at = start;
  for (let line = lines[at]; line?.indent === indent && isItem(line); line = lines[at]) {
    const [scalar, end] = readScalar(lines, at, line.text.slice(1).trim());
    list.push(scalar);
    at = end;
  }
  return [list, at];
}

function readMap(lines: readonly Line[], start: number): [{ [key: string]: Block }, number] {
  const indent = lines[start]?.indent ?? 0;
  const map: { [key: string]: Block } = {};
  let at = start;
  for (let line = lines[at]; line?.indent === indent; line = lines[at]) {
    const { key, rest } = ENTRY.exec(line.text)?.groups ?? {};
    if (key === undefined) break;
    const next = lines[at + 1];
    const isNested = next !== undefined && (next.indent > indent || (next.indent === indent && isItem(next)));
    const [value, end] =
      rest !== undefined ? readScalar(lines, at, rest) : isNested ? readBlock(lines, at + 1) : [null, at + 1];
    map[unquoted(key) ?? ''] = value;
    at = end;
  }
  return [map, at];
}

/** A scalar and the lines that it goes on for: those that are deeper than the one where it begins. */
function readScalar(lines: readonly Line[], start: number, first: string): [string | null, number] {
  const indent = lines[start]?.indent ?? 0;
  let text = first;
  let at = start + 1;
  for (let line = lines[at]; line !== undefined && line.indent > indent; line = lines[at]) {
    text = text.endsWith('\\') ? text.slice(0, -1) + line.text : `${text} ${line.text}`;
    at += 1;
  }
  return [unquoted(text), at];
}

function unquoted(text: string): string | null {
  if (text === 'null' || text === '~') return null;
  if (/^'.*'$/s.test(text)) return text.slice(1, -1).replaceAll("''", "'");
  if (/^".*"$/s.test(text)) return text.slice(1, -1).replaceAll(/\\([" \\])/g, '$1');
  return text;
}
