import type { ReactNode } from 'react';

interface SectionProps {
  title: string;
  note?: string;
  actions?: ReactNode;
  children: ReactNode;
}

export function Section({ title, note, actions, children }: SectionProps) {
  return (
    <section className="mt-8">
      <header className="mb-2 flex min-h-7 items-center gap-2 border-b border-separator pb-1">
        <h2 className="font-semibold">{title}</h2>
        {note !== undefined && <p className="text-12 text-muted">{note}</p>}
        <div className="ml-auto flex gap-2">{actions}</div>
      </header>
      {children}
    </section>
  );
}

/** Names and values, one a line. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="mt-3 text-12">
      {facts.map(([name, value]) => (
        <div key={name} className="flex min-h-7 items-center gap-3">
          <dt className="w-44 flex-none text-muted">{name}</dt>
          <dd className="min-w-0 font-mono break-all">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
