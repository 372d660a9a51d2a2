import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { type Run, TrackingError } from '../../../contract/index.ts';
import { runsOfMlflowLink } from '../../mlflow-links.ts';
import { runKey } from '../../queries/runs.ts';
import { tracker } from '../../tracker.ts';

/** More columns than this nobody reads beside each other. */
export const MOST_COMPARED = 100;

/** The runs that the address names, as `?runs=a,b` or as MLflow's links do, in its order. */
export function useComparedIds(): [
  runIds: readonly string[],
  setRunIds: (runIds: readonly string[]) => void,
] {
  const [params, setParams] = useSearchParams();
  const text = params.get('runs') ?? '';
  const runIds = useMemo(() => {
    const ids = text.startsWith('[') ? runsOfMlflowLink(`?${params}`).runIds : text.split(',');
    return [...new Set(ids.filter((id) => id !== ''))].slice(0, MOST_COMPARED);
  }, [text, params]);
  const set = (ids: readonly string[]) =>
    setParams(
      (before) => {
        before.set('runs', ids.join(','));
        // MLflow's links name the experiments too, which the runs say of themselves.
        before.delete('experiments');
        return before;
      },
      { replace: true },
    );
  return [runIds, set];
}

/** A run that is not there, in the tracker's words. */
export interface MissingRun {
  runId: string;
  reason: string;
}

/** The runs themselves; those that do not exist are told apart. */
export function useComparedRuns(runIds: readonly string[]) {
  return useQueries({
    queries: runIds.map((runId) => ({
      queryKey: runKey(runId),
      queryFn: ({ signal }: { signal: AbortSignal }) => tracker.call('getRun', { run_id: runId }, { signal }),
    })),
    combine: (results) => ({
      runs: results.flatMap(({ data, error }): Run[] =>
        data === undefined || isMissing(error) ? [] : [data.run],
      ),
      missing: results.flatMap(({ error }, index): MissingRun[] =>
        isMissing(error) ? [{ runId: runIds[index] ?? '', reason: error.message }] : [],
      ),
      isPending: results.some(({ isPending }) => isPending),
      error: results.find(({ error }) => error !== null && !isMissing(error))?.error ?? undefined,
      readAgain: () => void Promise.all(results.map(({ refetch }) => refetch())),
    }),
  });
}

function isMissing(error: Error | null): error is TrackingError {
  return (
    error instanceof TrackingError &&
    ['RESOURCE_DOES_NOT_EXIST', 'NOT_FOUND', 'INVALID_PARAMETER_VALUE'].includes(error.code)
  );
}
