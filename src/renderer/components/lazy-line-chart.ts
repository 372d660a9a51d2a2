import { useEffect } from 'react';
import { create } from 'zustand';
import type { LineChart as Chart } from './LineChart.tsx';

const PRELOAD_MS = 500;

const useModule = create<{ LineChart?: typeof Chart }>(() => ({}));

async function load(): Promise<void> {
  useModule.setState(await import('./LineChart.tsx'));
}

// The chart library is as large as the rest of the page: the list of runs is drawn first, and it comes meanwhile.
setTimeout(load, PRELOAD_MS);

/** The line chart, once it is loaded. Not React's `lazy`: that holds back what it reveals for 300 ms. */
export function useLineChart(): typeof Chart | undefined {
  const { LineChart } = useModule();
  useEffect(() => {
    if (LineChart === undefined) void load();
  }, [LineChart]);
  return LineChart;
}
