import type { ReactNode } from 'react';

/** What stands in a chart's place where there is nothing to draw, or not yet. */
export function ChartHint({ children }: { children: ReactNode }) {
  return (
    <p className="flex size-full items-center justify-center px-6 text-center text-12 text-muted">
      {children}
    </p>
  );
}
