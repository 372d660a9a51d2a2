/** What a clause looks at: a fixed attribute of the entity, or one of its keyed collections. */
export type FieldKind = 'attribute' | 'metric' | 'param' | 'tag' | 'dataset';

/** One side of a clause. Attribute keys are canonical names (`start_time`, never its alias `created`). */
export interface Field {
  readonly kind: FieldKind;
  readonly key: string;
}

/** Comparators that take one value. LIKE minds case, ILIKE does not; see `likePattern`. */
export type CompareOperator = '=' | '!=' | '>' | '>=' | '<' | '<=' | 'LIKE' | 'ILIKE';

/** `field comparator value`. */
export interface CompareClause {
  readonly type: 'compare';
  readonly field: Field;
  readonly comparator: CompareOperator;
  readonly value: string | number;
  readonly position: number;
}

/** `field IN (values)`, or NOT IN when `negated`; the field has to exist for both. */
export interface InClause {
  readonly type: 'in';
  readonly field: Field;
  readonly values: readonly [string, ...string[]];
  readonly negated: boolean;
  readonly position: number;
}

/** `field IS NULL`: it is missing; IS NOT NULL when `negated`. */
export interface NullClause {
  readonly type: 'null';
  readonly field: Field;
  readonly negated: boolean;
  readonly position: number;
}

/** `field BETWEEN low AND high`, both ends included. */
export interface BetweenClause {
  readonly type: 'between';
  readonly field: Field;
  readonly low: string | number;
  readonly high: string | number;
  readonly position: number;
}

/** A leaf of the tree. `position` is where its field starts in the text, in UTF-16 units from 0. */
export type Clause = CompareClause | InClause | NullClause | BetweenClause;

/** A parsed filter: immutable plain data. `and` and `or` have two or more children, in the order written. */
export type FilterNode =
  | { readonly type: 'and'; readonly children: readonly [FilterNode, FilterNode, ...FilterNode[]] }
  | { readonly type: 'or'; readonly children: readonly [FilterNode, FilterNode, ...FilterNode[]] }
  | { readonly type: 'not'; readonly child: FilterNode }
  | Clause;
