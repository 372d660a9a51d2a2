import { type DatasetInput, invalidParameter } from '../contract/index.ts';
import * as store from '../store/index.ts';
import { type Handlers, record } from './context.ts';
import { activeRun, experimentNumber, requiredRunId } from './find.ts';
import { checkCount, checkLength, LIMITS } from './limits.ts';

type Names = 'logInputs' | 'logOutputs' | 'searchDatasets';

function checkDataset({ dataset, tags }: DatasetInput, path: string): void {
  if (dataset.name === '') throw invalidParameter(`'${path}.dataset.name' is empty: a dataset needs a name.`);
  checkLength(dataset.name, LIMITS.datasetName, `${path}.dataset.name`);
  checkLength(dataset.digest, LIMITS.datasetDigest, `${path}.dataset.digest`);
  checkLength(dataset.source, LIMITS.datasetSource, `${path}.dataset.source`);
  checkLength(dataset.schema, LIMITS.datasetSchema, `${path}.dataset.schema`);
  checkLength(dataset.profile, LIMITS.datasetProfile, `${path}.dataset.profile`);
  for (const { key, value } of tags ?? []) {
    checkLength(key, LIMITS.inputTagKey, `${path}.tags.key`);
    checkLength(value, LIMITS.inputTagValue, `${path}.tags.value`);
  }
}

function stored({ dataset }: DatasetInput): store.StoredDataset {
  const { name, digest = '', source_type = '', source = '', schema, profile } = dataset;
  return { name, digest, source_type, source, schema, profile };
}

export const inputHandlers: Handlers<Names> = {
  logInputs(context, request, caller) {
    const runId = requiredRunId(request);
    const [datasets, models] = [request.datasets ?? [], request.models ?? []];
    for (const [index, input] of datasets.entries()) checkDataset(input, `datasets[${index}]`);
    return context.store.write(() => {
      const run = activeRun(context, caller, runId);
      const { database } = context.store;
      for (const input of datasets) {
        const tags = (input.tags ?? []).map(({ key, value }) => ({ key, value: value ?? '' }));
        store.insertDatasetInput(database, run, stored(input), tags);
      }
      for (const { model_id } of models) store.insertModelInput(database, run.id, model_id);
      record(context, caller, {
        operation: 'logInputs',
        object_type: 'run',
        object_id: run.run_id,
        experiment_id: String(run.experiment_id),
        counts: { datasets: datasets.length, models: models.length },
      });
      return {};
    });
  },

  logOutputs(context, request, caller) {
    const runId = requiredRunId(request);
    const models = request.models ?? [];
    if (models.length === 0)
      throw invalidParameter("Missing value for required parameter 'models': name at least one.");
    return context.store.write(() => {
      const run = activeRun(context, caller, runId);
      for (const { model_id, step } of models)
        store.insertModelOutput(context.store.database, run.id, model_id, step ?? 0);
      record(context, caller, {
        operation: 'logOutputs',
        object_type: 'run',
        object_id: run.run_id,
        experiment_id: String(run.experiment_id),
        counts: { models: models.length },
      });
      return {};
    });
  },

  searchDatasets(context, request) {
    const ids = (request.experiment_ids ?? []).map(experimentNumber);
    if (ids.length === 0)
      throw invalidParameter("Missing value for required parameter 'experiment_ids': name at least one.");
    checkCount(ids.length, LIMITS.summaryExperiments, 'experiments');
    const summaries = store.datasetSummaries(context.store.database, ids, LIMITS.summaryRows);
    return summaries.length > 0 ? { dataset_summaries: summaries } : {};
  },
};
