import { ATTRIBUTE_PREFIXES, type EntityGrammar, numberRule, stringRule, tagKind } from '../grammar.ts';

export const registeredModels: EntityGrammar = {
  noun: 'registered model',
  attributePrefixes: ATTRIBUTE_PREFIXES,
  attributes: {
    name: stringRule,
    creation_timestamp: numberRule,
    last_updated_timestamp: { ...numberRule, aliases: ['timestamp'] },
  },
  kinds: { tag: tagKind },
  orderKinds: ['attribute'],
};
