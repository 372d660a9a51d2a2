import { useState } from 'react';
import { useSearchParams } from 'react-router';

const PARAM = 'chart';

/** The address of a page with one of its charts opened on all of the screen. */
export function linkOfChart(href: string, chartId: string): string {
  const url = new URL(href);
  // The table that a page may be showing has no charts.
  if (url.searchParams.get('show') === null && /^\/experiments\/[^/]+$/.test(url.pathname))
    url.searchParams.set('show', 'charts');
  url.searchParams.set(PARAM, chartId);
  return url.href;
}

/** The chart that is opened on all of the screen: at first the one that the address names. */
export function useOpenedChart() {
  const [params] = useSearchParams();
  return useState(params.get(PARAM) ?? undefined);
}
