/** One value in a JSON document. Its children are made when it is opened, so that a large document costs what is looked at. */
export interface JsonNode {
  /** The path from the root, unique. */
  id: string;
  /** The key or index that leads here; empty at the root. */
  name: string;
  value: unknown;
  /** Set where this stands for some of a long array's items: the index of the first. */
  first?: number;
}

const ITEMS_SHOWN_AS_ONE = 100;
const ROWS_OPEN_AT_FIRST = 40;

export function rootNodes(value: unknown): JsonNode[] {
  return isContainer(value) ? childrenOf({ id: '$', name: '', value }) : [{ id: '$', name: '', value }];
}

export function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** The members of an object, the items of an array; a long array comes in ranges. */
export function childrenOf({ id, value, first = 0 }: JsonNode): JsonNode[] {
  if (Array.isArray(value)) {
    if (value.length > ITEMS_SHOWN_AS_ONE) return rangesOf(id, value, first);
    return value.map((item, index) => ({
      id: `${id}/${first + index}`,
      name: String(first + index),
      value: item,
    }));
  }
  return isContainer(value)
    ? Object.entries(value).map(([key, member]) => ({
        id: `${id}/${key.replaceAll('/', '~1')}`,
        name: key,
        value: member,
      }))
    : [];
}

function rangesOf(id: string, items: readonly unknown[], first: number): JsonNode[] {
  let size = ITEMS_SHOWN_AS_ONE;
  while (size * ITEMS_SHOWN_AS_ONE < items.length) size *= ITEMS_SHOWN_AS_ONE;
  return Array.from({ length: Math.ceil(items.length / size) }, (_, range) => {
    const start = range * size;
    const part = items.slice(start, start + size);
    return {
      id: `${id}/${first + start}…`,
      name: `${first + start} … ${first + start + part.length - 1}`,
      value: part,
      first: first + start,
    };
  });
}

/** What is open at first: from the top on, as much as fits a screen. */
export function openedAtFirst(roots: readonly JsonNode[]): string[] {
  const opened: string[] = [];
  const waiting = [...roots];
  let rows = roots.length;
  for (const node of waiting) {
    const children = childrenOf(node);
    if (children.length === 0) continue;
    if (rows + children.length > ROWS_OPEN_AT_FIRST) break;
    rows += children.length;
    opened.push(node.id);
    waiting.push(...children);
  }
  return opened;
}

/** The columns and rows of what `mlflow.log_table` and pandas' `orient="split"` write; undefined for any other document. */
export function tableIn(value: unknown): { columns: string[]; rows: unknown[][] } | undefined {
  if (typeof value !== 'object' || value === null || !('columns' in value) || !('data' in value))
    return undefined;
  const { columns, data } = value;
  if (!Array.isArray(columns) || !columns.every((name) => typeof name === 'string')) return undefined;
  if (!Array.isArray(data) || !data.every((row) => Array.isArray(row))) return undefined;
  return { columns, rows: data };
}

/** A value in one line: whole where it is a scalar, by its size where it holds others. */
export function summaryOf(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.length}]`;
  if (typeof value === 'object' && value !== null) {
    const count = Object.keys(value).length;
    return count === 0 ? '{}' : `{${count}}`;
  }
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
