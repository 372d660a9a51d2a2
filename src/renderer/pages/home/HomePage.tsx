import { Navigate } from 'react-router';
import { FirstRun } from '../../components/FirstRun.tsx';
import { useExperiments } from '../../queries/experiments.ts';

/** Leads to the newest experiment; without any, tells how to begin. */
export function HomePage() {
  const { data: experiments } = useExperiments();
  const newest = experiments?.[0];
  if (newest) return <Navigate to={`/experiments/${newest.experiment_id}`} replace />;
  return (
    <>
      <title>Tidemark</title>
      {experiments && <FirstRun experimentName="my-experiment" />}
    </>
  );
}
