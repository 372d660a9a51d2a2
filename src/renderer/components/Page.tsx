import type { ReactNode } from 'react';
import { ErrorNotice } from './ErrorNotice.tsx';
import { type Crumb, PageHeader } from './PageHeader.tsx';
import { SkeletonBar } from './SkeletonBar.tsx';

/*
 * Page: a page that shows the answer to one question: its header and, below it, what stands there until there is an answer.
 *   title, crumbs, beside, actions   see PageHeader; the window's title is made of them
 *   query      the question: what useQuery answers
 *   children   what is shown besides an error, and instead of the bars of one that is on its way
 */
interface PageProps {
  title: string;
  crumbs?: readonly Crumb[];
  beside?: ReactNode;
  actions?: ReactNode;
  query: { error: Error | null; isPending: boolean; refetch: () => Promise<unknown> };
  children?: ReactNode;
}

const BARS = ['w-40', 'w-60', 'w-52'];

export function Page({ title, crumbs = [], beside, actions, query, children }: PageProps) {
  const { error, isPending, refetch } = query;
  const names = [title, ...crumbs.map(({ label }) => label).toReversed(), 'Tidemark'];
  return (
    <>
      <title>{names.join(' · ')}</title>
      <PageHeader crumbs={crumbs} title={title} beside={beside}>
        {actions}
      </PageHeader>
      {error && (
        <div className="p-2">
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {isPending && error === null && (
        <div className="px-4 pt-3">
          {BARS.map((width) => (
            <SkeletonBar key={width} width={width} />
          ))}
        </div>
      )}
      {!isPending && children}
    </>
  );
}
