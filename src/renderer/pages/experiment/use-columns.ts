import { useMemo, useState } from 'react';
import type { Run } from '../../../contract/index.ts';
import { type Column, columnsOf } from './columns.tsx';
import { paramColumn, pickMetricKeys, pickParamKeys } from './pick-keys.ts';

const RUNS_LOOKED_AT = 100;

/** Columns that fit the newest runs. One that is shown stays where it is while runs come and grow. */
export function useColumns(runs: readonly Run[]): Column[] {
  const sample = runs.slice(0, RUNS_LOOKED_AT);
  const [metricKeys, setMetricKeys] = useState<readonly string[]>([]);
  const [paramKeys, setParamKeys] = useState<readonly string[]>([]);
  const nextMetricKeys = pickMetricKeys(sample, metricKeys);
  const nextParamKeys = pickParamKeys(sample, paramKeys);
  if (nextMetricKeys !== metricKeys) setMetricKeys(nextMetricKeys);
  if (nextParamKeys !== paramKeys) setParamKeys(nextParamKeys);
  const params = nextParamKeys.map((key) => paramColumn(sample, key));
  const shape = JSON.stringify([nextMetricKeys, params]);
  // The runs change with every logged point, the columns hardly ever.
  return useMemo(() => {
    const [metrics, shown] = JSON.parse(shape) as [string[], typeof params];
    return columnsOf(metrics, shown);
  }, [shape]);
}
