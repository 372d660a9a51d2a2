import { parse } from 'yaml';

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

/** Reads a model's file; undefined for what is not YAML, or names no flavor. */
export function readModelFile(text: string): ModelFile | undefined {
  const root = readYaml(text);
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

/** Scalars stay as they were written: a version such as 3.10 is not a number. */
function readYaml(text: string): Block | undefined {
  try {
    return withNulls(parse(text, { schema: 'failsafe' }) as Block);
  } catch {
    return undefined;
  }
}

function withNulls(block: Block): Block {
  if (block === 'null' || block === '~') return null;
  if (Array.isArray(block)) return block.map(withNulls);
  if (!isMap(block)) return block;
  return Object.fromEntries(Object.entries(block).map(([key, value]) => [key, withNulls(value)]));
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
