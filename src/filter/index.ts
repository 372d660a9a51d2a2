export { type Completion, completions } from './completions.ts';
export { type Entity, grammarOf } from './entities.ts';
export { type DatasetData, type EntityData, evaluate } from './evaluate.ts';
export { FilterError } from './filter-error.ts';
export type {
  AttributeRule,
  Comparator,
  EntityGrammar,
  KindRule,
  ValueRule,
  ValueType,
} from './grammar.ts';
export { parseGroupBy } from './group-by.ts';
export { type LikePattern, likePattern } from './like.ts';
export {
  type LoggedModelOrderBy,
  type LoggedModelOrderTerm,
  parseLoggedModelOrderBy,
} from './logged-model-order-by.ts';
export { type OrderTerm, parseOrderBy } from './order-by.ts';
export { decodePageToken, encodePageToken, type JsonValue, PageTokenError } from './page-token.ts';
export { parseFilter } from './parse.ts';
export { printFilter } from './print.ts';
export { IS_PROMPT_TAG, namesPrompts } from './prompt-tag.ts';
export { type Best, parseRunOrderBy, type RunOrderTerm } from './run-order-by.ts';
export type {
  BetweenClause,
  Clause,
  CompareClause,
  CompareOperator,
  Field,
  FieldKind,
  FilterNode,
  InClause,
  NullClause,
} from './tree.ts';
