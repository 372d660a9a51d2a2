import { Navigate, useLocation } from 'react-router';
import { NotFound } from '../../components/NotFound.tsx';
import { pathOfMetricLink } from '../../mlflow-links.ts';

/** Where MLflow's links to a metric lead. */
export function MetricLinkPage() {
  const { search } = useLocation();
  const path = pathOfMetricLink(search);
  return path === undefined ? <NotFound /> : <Navigate to={path} replace />;
}
