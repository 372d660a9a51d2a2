import {
  ATTRIBUTE_PREFIXES,
  type EntityGrammar,
  metricKind,
  nullable,
  numberRule,
  paramKind,
  stringRule,
  tagKind,
} from '../grammar.ts';

export const loggedModels: EntityGrammar = {
  noun: 'logged model',
  attributePrefixes: ATTRIBUTE_PREFIXES,
  attributes: {
    name: stringRule,
    model_id: stringRule,
    model_type: nullable(stringRule),
    status: stringRule,
    source_run_id: nullable(stringRule),
    creation_timestamp: { ...numberRule, aliases: ['creation_time', 'creation_timestamp_ms'] },
    last_updated_timestamp: { ...numberRule, aliases: ['last_updated_time', 'last_updated_timestamp_ms'] },
  },
  kinds: { metric: metricKind, param: paramKind, tag: tagKind },
  orderKinds: ['attribute', 'metric'],
};
