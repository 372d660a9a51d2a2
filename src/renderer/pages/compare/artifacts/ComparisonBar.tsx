import type { ReactNode } from 'react';

/** The line over a comparison of files: how it is shown. */
export function ComparisonBar({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-none flex-wrap items-center gap-2 border-b border-separator px-4 py-1.5 text-12">
      {children}
    </div>
  );
}
