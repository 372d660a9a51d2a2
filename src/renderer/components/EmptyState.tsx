import type { ReactNode } from 'react';

/*
 * EmptyState: says that there is nothing yet, and what to do next.
 *   title      "No runs yet"
 *   children   the next step: a sentence, a <Snippet> with the exact line to paste, a <Button>
 */
export function EmptyState({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mx-auto w-full max-w-140 px-6 pt-16">
      <h2 className="text-15 font-semibold">{title}</h2>
      <div className="mt-1 text-soft">{children}</div>
    </section>
  );
}
