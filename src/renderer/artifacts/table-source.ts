/** Rows and columns of a file, read a window at a time; every cell as the text to show. */
export interface TableSource {
  columns: TableColumn[];
  rowCount: number;
  /** What a person should know, such as that only the beginning is shown. */
  note?: string;
  /** Rows `start` to `end`, the latter not among them. */
  read: (start: number, end: number) => Promise<string[][]>;
}

export interface TableColumn {
  name: string;
  isNumeric: boolean;
}

/** A cell's value as text: whole, without quotes around strings, and nothing for what is missing. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date)
    return Number.isNaN(value.getTime())
      ? ''
      : value
          .toISOString()
          .replace('T', ' ')
          .replace(/(\.000)?Z$/, '');
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (typeof value === 'object') return JSON.stringify(value, plain);
  return String(value);
}

function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  return value;
}
