import { isObject, type Json } from './json.ts';

const ABSENT = '<absent>';

/** One place where the two servers answer differently. */
export type Difference = { flow: string; at: string[]; mlflow: Json; tidemark: Json };

/**
 * An intended difference. In `flow`, `*` stands for any text; in `at`, `*` for any one step and `**` for any
 * number of steps. `<any>` as a value allows every value, `<absent>` means that there is none.
 */
export type ListedDifference = Difference & { reason: string };

/** Every place below `at` where the two values differ. */
export function compare(
  flow: string,
  mlflow: Json | undefined,
  tidemark: Json | undefined,
  at: string[] = [],
): Difference[] {
  if (Array.isArray(mlflow) && Array.isArray(tidemark)) {
    const length = Math.max(mlflow.length, tidemark.length);
    const places = Array.from({ length }, (_, index) => index);
    return places.flatMap((index) => compare(flow, mlflow[index], tidemark[index], [...at, String(index)]));
  }
  if (isObject(mlflow) && isObject(tidemark)) {
    const keys = [...new Set([...Object.keys(mlflow), ...Object.keys(tidemark)])].sort();
    return keys.flatMap((key) => compare(flow, mlflow[key], tidemark[key], [...at, key]));
  }
  if (JSON.stringify(mlflow) === JSON.stringify(tidemark)) return [];
  const told = (value: Json | undefined) => (value === undefined ? ABSENT : value);
  return [{ flow, at, mlflow: told(mlflow), tidemark: told(tidemark) }];
}

/** Whether the list allows this difference; the entries that do are added to `used`. */
export function isListed(
  difference: Difference,
  list: ListedDifference[],
  used: Set<ListedDifference>,
): boolean {
  const matching = list.filter((listed) => allows(listed, difference));
  for (const listed of matching) used.add(listed);
  return matching.length > 0;
}

function allows(listed: ListedDifference, found: Difference): boolean {
  return (
    matchesName(listed.flow, found.flow) &&
    matchesPath(listed.at, found.at) &&
    matchesValue(listed.mlflow, found.mlflow) &&
    matchesValue(listed.tidemark, found.tidemark)
  );
}

function matchesName(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.\\+?^${}()|[\]]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}

function matchesPath(pattern: string[], path: string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return path.length === 0;
  if (first === '**')
    return matchesPath(rest, path) || (path.length > 0 && matchesPath(pattern, path.slice(1)));
  return path.length > 0 && (first === '*' || first === path[0]) && matchesPath(rest, path.slice(1));
}

function matchesValue(pattern: Json, value: Json): boolean {
  return pattern === '<any>' || JSON.stringify(pattern) === JSON.stringify(value);
}

/** The difference as a person reads it. */
export function describeDifference({ flow, at, mlflow, tidemark }: Difference): string {
  return `${flow} ${JSON.stringify(at)}\n    mlflow:   ${JSON.stringify(mlflow)}\n    tidemark: ${JSON.stringify(tidemark)}`;
}
