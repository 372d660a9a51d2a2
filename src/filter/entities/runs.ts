import {
  ATTRIBUTE_PREFIXES,
  datasetKind,
  type EntityGrammar,
  metricKind,
  nullable,
  numberRule,
  paramKind,
  stringRule,
  tagKind,
} from '../grammar.ts';

export const runs: EntityGrammar = {
  noun: 'run',
  attributePrefixes: [...ATTRIBUTE_PREFIXES, 'run'],
  attributes: {
    run_id: stringRule,
    run_name: { ...nullable(stringRule), aliases: ['run name', 'Run name', 'Run Name'] },
    status: stringRule,
    user_id: stringRule,
    artifact_uri: stringRule,
    start_time: { ...numberRule, aliases: ['created', 'Created'] },
    end_time: nullable(numberRule),
  },
  kinds: { metric: metricKind, param: paramKind, tag: tagKind, dataset: datasetKind },
  orderKinds: ['attribute', 'metric', 'param', 'tag'],
  attributeTags: { 'mlflow.runName': 'run_name' },
  hints: {
    lifecycle_stage: 'choose active or deleted runs with run_view_type instead',
    experiment_id: 'choose experiments with experiment_ids instead',
  },
};
