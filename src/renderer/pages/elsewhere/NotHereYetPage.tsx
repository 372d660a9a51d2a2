import { Link, useLocation } from 'react-router';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { runsOfMlflowLink } from '../../mlflow-links.ts';

const MOST_LISTED = 100;

interface NotHereYetPageProps {
  /** What the page would show: "Comparison of runs". */
  what: string;
  /** Whether the data itself is kept. */
  state: string;
}

/** Where one of MLflow's links leads to something that there is no page for yet: says what there is instead. */
export function NotHereYetPage({ what, state }: NotHereYetPageProps) {
  const { pathname, search } = useLocation();
  const { runIds, experimentIds } = runsOfMlflowLink(search);
  const [experimentId] = experimentIds;
  return (
    <>
      <title>{`${what} · Tidemark`}</title>
      <PageHeader title={what} />
      <EmptyState title="Not here yet">
        <p>
          The link <span className="font-mono text-12 break-all">{pathname}</span> is understood, but Tidemark
          has no page for it yet. {state}
        </p>
        {experimentId !== undefined && runIds.length > 0 && (
          <>
            <p className="mt-3">
              The link names {runIds.length === 1 ? 'this run' : `these ${runIds.length} runs`}:
            </p>
            <ul className="mt-1 font-mono text-12">
              {runIds.slice(0, MOST_LISTED).map((id) => (
                <li key={id}>
                  <Link
                    to={`/experiments/${experimentId}/runs/${id}`}
                    className="text-accent-ink hover:underline"
                  >
                    {id}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
        <p className="mt-3">
          <Link to="/experiments" className="text-accent-ink hover:underline">
            All experiments
          </Link>
        </p>
      </EmptyState>
    </>
  );
}
