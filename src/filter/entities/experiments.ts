import {
  ATTRIBUTE_PREFIXES,
  type EntityGrammar,
  ID_COMPARATORS,
  numberRule,
  stringRule,
  tagKind,
} from '../grammar.ts';

export const experiments: EntityGrammar = {
  noun: 'experiment',
  attributePrefixes: ATTRIBUTE_PREFIXES,
  attributes: {
    name: stringRule,
    experiment_id: { type: 'string', comparators: ID_COMPARATORS },
    creation_time: numberRule,
    last_update_time: numberRule,
  },
  kinds: { tag: tagKind },
  orderKinds: ['attribute'],
  hints: { lifecycle_stage: 'choose active or deleted experiments with view_type instead' },
};
