import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { MetricValue } from './compare-rows.ts';

/** What the address says of a comparison besides its runs. */
export interface CompareAddress {
  tab: 'values' | 'artifacts';
  isDiffOnly: boolean;
  metricValue: MetricValue;
  /** The run that the others are seen against. */
  reference: string | undefined;
  /** Whether the table says how far the others are from it. */
  showsDeltas: boolean;
  /** The file that is compared: below the runs' roots, or those of their models of this name. */
  path: string | undefined;
  model: string | undefined;
  /** The two runs whose files are beside each other. */
  left: string | undefined;
  right: string | undefined;
}

const METRIC_VALUES: readonly string[] = ['last', 'min', 'max', 'best'] satisfies MetricValue[];
/** Every parameter of an address that is not its runs or its saved view. */
const PARAMS = ['tab', 'show', 'value', 'reference', 'deltas', 'path', 'model', 'left', 'right'] as const;

/** Reads an address; what it does not say, or says wrongly, is as at first. */
export function addressOf(params: URLSearchParams): CompareAddress {
  const text = (name: (typeof PARAMS)[number]) => params.get(name) || undefined;
  const value = params.get('value') ?? '';
  return {
    tab: params.get('tab') === 'artifacts' ? 'artifacts' : 'values',
    isDiffOnly: params.get('show') !== 'all',
    metricValue: METRIC_VALUES.includes(value) ? (value as MetricValue) : 'last',
    reference: text('reference'),
    showsDeltas: params.get('deltas') !== 'off',
    path: text('path'),
    model: text('model'),
    left: text('left'),
    right: text('right'),
  };
}

/** The parameters of an address, those that are as at first left out. */
export function paramsOf(address: CompareAddress): Record<string, string> {
  const { tab, isDiffOnly, metricValue, reference, showsDeltas, path, model, left, right } = address;
  const all = {
    tab: tab === 'values' ? undefined : tab,
    show: isDiffOnly ? undefined : 'all',
    value: metricValue === 'last' ? undefined : metricValue,
    reference,
    deltas: showsDeltas ? undefined : 'off',
    path,
    model,
    left,
    right,
  } satisfies Record<(typeof PARAMS)[number], string | undefined>;
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** The address of the comparison that is open, and how to change parts of it. */
export function useCompareAddress(): [CompareAddress, (changed: Partial<CompareAddress>) => void] {
  const [params, setParams] = useSearchParams();
  const address = useMemo(() => addressOf(params), [params]);
  const change = (changed: Partial<CompareAddress>) =>
    setParams(
      (before) => {
        const next = paramsOf({ ...addressOf(before), ...changed });
        for (const name of PARAMS) before.delete(name);
        for (const [name, value] of Object.entries(next)) before.set(name, value);
        return before;
      },
      // Going to another tab is a step to come back from.
      { replace: changed.tab === undefined },
    );
  return [address, change];
}
