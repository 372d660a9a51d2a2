import { type Caller, invalidParameter, type ViewType } from '../contract/index.ts';
import { type FilterNode, parseFilter, parseRunOrderBy, type RunOrderTerm } from '../filter/index.ts';
import { experimentsOf } from '../store/index.ts';
import type { Context } from './context.ts';
import { experimentNumber } from './find.ts';
import { checkCount, checkOrderTerms, LIMITS } from './limits.ts';
import { parsed } from './paging.ts';

/** What it takes to read. */
export type Reading = Pick<Context, 'store'>;

/** What every question about many runs has in common. */
export interface RunQuestion {
  experiment_ids?: readonly string[] | null | undefined;
  filter?: string | undefined;
  run_view_type?: ViewType | undefined;
}

/** The numbers of these experiments; those of another workspace, or of none, hold no runs for the caller. */
export function searchedExperiments(
  context: Reading,
  caller: Caller,
  ids: readonly string[] | null | undefined,
): number[] {
  if (ids == null || ids.length === 0)
    throw invalidParameter(
      "Missing value for required parameter 'experiment_ids': name at least one experiment.",
    );
  checkCount(ids.length, LIMITS.searchedExperiments, 'experiment ids');
  return experimentsOf(context.store.database, caller.workspace, ids.map(experimentNumber));
}

/** Which runs a request asks for. Throws INVALID_PARAMETER_VALUE, for a bad filter with the place of the fault. */
export function runMatch(
  context: Reading,
  caller: Caller,
  { experiment_ids, filter, run_view_type }: RunQuestion,
): { experiment_ids: number[]; view: ViewType; tree: FilterNode | undefined } {
  return {
    experiment_ids: searchedExperiments(context, caller, experiment_ids),
    view: run_view_type ?? 'ACTIVE_ONLY',
    tree: parsed(() => parseFilter(filter ?? '', 'runs')),
  };
}

/** The order of a table of runs. Throws INVALID_PARAMETER_VALUE. */
export function runOrder(list: readonly string[] | null | undefined): RunOrderTerm[] {
  checkOrderTerms(list);
  return parsed(() => parseRunOrderBy(list ?? []));
}
