import type { Handlers } from './context.ts';
import { searchedExperiments } from './run-search.ts';

export const experimentActivityHandlers: Handlers<'getExperimentActivity'> = {
  async getExperimentActivity(context, request, caller) {
    const ids = searchedExperiments(context, caller, request.experiment_ids);
    const { rest } = await context.store.readers.run('experimentActivity', ids);
    return {
      experiments: rest.map(({ experiment_id, last_run_time, ...counts }) => ({
        experiment_id: String(experiment_id),
        ...counts,
        ...(last_run_time > 0 && { last_run_time }),
      })),
    };
  },
};
