import { ATTRIBUTE_PREFIXES, type EntityGrammar, numberRule, stringRule, tagKind } from '../grammar.ts';

export const modelVersions: EntityGrammar = {
  noun: 'model version',
  attributePrefixes: ATTRIBUTE_PREFIXES,
  attributes: {
    name: stringRule,
    version_number: numberRule,
    run_id: stringRule,
    source_path: stringRule,
    creation_timestamp: numberRule,
    last_updated_timestamp: numberRule,
  },
  kinds: { tag: tagKind },
  orderKinds: ['attribute'],
};
