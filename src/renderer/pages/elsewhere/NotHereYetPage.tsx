import { Link, useLocation } from 'react-router';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';

interface NotHereYetPageProps {
  /** What the page would show: "Registered models". */
  what: string;
  /** Whether the data itself is kept. */
  state: string;
}

/** Where one of MLflow's links leads to something that there is no page for yet: says what there is instead. */
export function NotHereYetPage({ what, state }: NotHereYetPageProps) {
  const { pathname } = useLocation();
  return (
    <>
      <title>{`${what} · Tidemark`}</title>
      <PageHeader title={what} />
      <EmptyState title="Not here yet">
        <p>
          The link <span className="font-mono text-12 break-all">{pathname}</span> is understood, but Tidemark
          has no page for it yet. {state}
        </p>
        <p className="mt-3">
          <Link to="/experiments" className="text-accent-ink hover:underline">
            All experiments
          </Link>
        </p>
      </EmptyState>
    </>
  );
}
