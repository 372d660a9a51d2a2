import type { ReactNode } from 'react';

interface DetailSectionProps {
  title: string;
  count?: number;
  /** At the right end of the title's line. */
  action?: ReactNode;
  children: ReactNode;
}

/** One part of the details beside a page. */
export function DetailSection({ title, count, action, children }: DetailSectionProps) {
  return (
    <section className="border-t border-separator px-4 py-3 text-12">
      <div className="flex h-6 items-center justify-between">
        <h2 className="font-semibold">
          {title}
          {count !== undefined && <span className="ml-2 font-normal text-muted">{count}</span>}
        </h2>
        {action}
      </div>
      {children}
    </section>
  );
}
