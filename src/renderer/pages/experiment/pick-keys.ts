import type { Run } from '../../../contract/index.ts';
import type { ParamColumn } from './columns.tsx';

const MOST_METRICS = 4;
const MOST_PARAMS = 3;

/** The metrics that most of the runs have; those of the machine (`system/…`) come last. Earlier picks keep their places. */
export function pickMetricKeys(runs: readonly Run[], earlier: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { data } of runs)
    for (const { key } of data.metrics ?? []) counts.set(key, (counts.get(key) ?? 0) + 1);
  const rank = (key: string) => (counts.get(key) ?? 0) - (key.startsWith('system/') ? runs.length : 0);
  return keep(earlier, byRank([...counts.keys()], rank), MOST_METRICS);
}

/** The params that tell runs apart first, then those that most of the runs have. Earlier picks keep their places. */
export function pickParamKeys(runs: readonly Run[], earlier: readonly string[]): readonly string[] {
  const values = new Map<string, string[]>();
  for (const { data } of runs)
    for (const { key, value } of data.params ?? []) values.set(key, [...(values.get(key) ?? []), value]);
  const rank = (key: string) => {
    const seen = values.get(key) ?? [];
    return seen.length + (new Set(seen).size > 1 ? runs.length : 0);
  };
  return keep(earlier, byRank([...values.keys()], rank), MOST_PARAMS);
}

/** A column is set as numbers when every value that is there reads as one. */
export function paramColumn(runs: readonly Run[], key: string): ParamColumn {
  const values = runs.flatMap(({ data }) => data.params?.find((param) => param.key === key)?.value ?? []);
  return { key, isNumeric: values.every((value) => value.trim() !== '' && Number.isFinite(Number(value))) };
}

function byRank(keys: readonly string[], rank: (key: string) => number): string[] {
  const ranks = new Map(keys.map((key) => [key, rank(key)]));
  return keys.toSorted((a, b) => (ranks.get(b) ?? 0) - (ranks.get(a) ?? 0) || a.localeCompare(b));
}

function keep(earlier: readonly string[], ranked: readonly string[], most: number): readonly string[] {
  const kept = earlier.filter((key) => ranked.includes(key));
  const picked = [...kept, ...ranked.filter((key) => !kept.includes(key))].slice(0, most);
  return picked.join('\n') === earlier.join('\n') ? earlier : picked;
}
