import fc from 'fast-check';
import { z } from 'zod';
import { type OperationName, operations } from '../../contract/index.ts';

/** Objects that exist, so that some requests get past the first look-up. */
export interface KnownIds {
  run: string;
  model: string;
  view: string;
  /** A registered model with a version. */
  registered: string;
  request: string;
  token: string;
}

interface JsonSchema {
  type?: string | string[];
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  enum?: string[];
}

const NASTY = [
  '',
  ' ',
  '\n',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff\ud800',
  '😀',
  '%',
  '*',
  'a/../b',
  '../..',
  'C:\\x',
  '__proto__',
  'constructor',
  "'; DROP TABLE runs; --",
  'k'.repeat(251),
  'x'.repeat(70_000),
  'mlflow-artifacts:/x',
  'mlflow-artifacts:/\ud800',
  's3://b',
];

/** Values that a field takes, by its name: without them hardly any request would get past its first field. */
function plausible({
  run,
  model,
  view,
  registered,
  request,
  token,
}: KnownIds): Readonly<Record<string, readonly unknown[]>> {
  return {
    run_id: [run],
    run_uuid: [run],
    run_ids: [run],
    model_id: [model],
    view_id: [view],
    name: [registered],
    new_name: [registered],
    version: ['1', '01', '-1', '9'],
    stage: ['Staging', 'production', '\0'],
    from: ['Staging'],
    to: ['Staging', '\ud800'],
    alias: ['champion', '\ud800'],
    source: ['s3://bucket/m', 'models:/\ud800/1'],
    request_id: [request],
    as_of: [0, -1, 2 ** 53, 2n ** 63n - 1n],
    time: [0, 2n ** 63n - 1n],
    page: ['runs'],
    state: ['{}', '{"a":"\0"}'],
    metric_keys: ['k', 'nobody'],
    group_by: ['params.k', 'tags.`\0`', 'status'],
    parent_run_id: ['', run],
    experiment_id: ['0'],
    experiment_ids: ['0'],
    experiment_name: ['Default'],
    key: ['k', 't', 'mlflow.runName', 'mlflow.log-model.history'],
    metric_key: ['k'],
    x_metric_key: ['k'],
    max_buckets: [1, 2000],
    x_from: [0, -1e308],
    x_to: [1, 1e308],
    tag_key: ['t'],
    timestamp: [0, 1, 2n ** 63n - 1n],
    max_results: [1, 2],
    page_token: ['', token],
    filter: [
      '',
      "name = 'Default'",
      'metrics.k > 0 OR metrics.k = 1e308',
      "tags.t = '\0' AND NOT params.k IS NULL",
      "name ILIKE '\0%'",
      "run_name LIKE '\ud800_'",
      "tags.t IN ('\ud800', '')",
    ],
    order_by: ['metrics.k DESC', 'start_time', 'name', 'creation_time', 'params.`\0`', 'min(metrics.k)'],
    field_name: ['name', 'metrics.k', 'metrics.\0'],
    start_step: [0],
    end_step: [5],
    num_parts: [1, 2],
    model_json: ['{"artifact_path":0,"flavors":0,"utc_time_created":0,"run_id":0}'],
  };
}

const NUMBERS = [
  0,
  -0,
  1,
  2,
  3,
  -1,
  100,
  50_001,
  2 ** 31,
  2 ** 53,
  1e300,
  0.5,
  -1e-320,
  Number.NaN,
  Number.POSITIVE_INFINITY,
];
const LARGE = [2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 63n, 10n ** 40n];
const OTHER_IDS = ['0', '-0', '00', '1', 'nobody', '99999999999999999999', '1e3'];
const ODD_SHAPES = [[], {}, [[]], [null], { a: 1 }];

class Messages {
  readonly #plausible: ReturnType<typeof plausible>;
  readonly #texts: fc.Arbitrary<string>;
  readonly #numbers = fc.constantFrom<number | bigint>(...NUMBERS, ...LARGE);

  constructor(known: KnownIds) {
    this.#plausible = plausible(known);
    this.#texts = fc.oneof(
      fc.constantFrom(...Object.values(known), ...OTHER_IDS),
      fc.constantFrom(...NASTY),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
  }

  #scalar(kinds: readonly JsonSchema[]): fc.Arbitrary<unknown> {
    const names = kinds.flatMap((kind) => kind.enum ?? []);
    if (names.length > 0) return fc.oneof(fc.constantFrom(...names), fc.integer({ min: -1, max: 6 }));
    const types = kinds.flatMap(({ type }) => type ?? []);
    if (types.includes('boolean')) return fc.boolean();
    if (types.includes('integer') || types.includes('number'))
      return fc.oneof(this.#numbers, fc.nat({ max: 3 }), fc.constantFrom('NaN', '-Infinity', '12'));
    return this.#texts;
  }

  /** Mostly a value of the field's own shape, now and then one of another. */
  #value(schema: JsonSchema): fc.Arbitrary<unknown> {
    const kinds = schema.anyOf ?? [schema];
    const list = kinds.find(({ type }) => type === 'array');
    const object = kinds.find(({ type }) => type === 'object');
    const fitting = list
      ? fc.array(this.#value(list.items ?? {}), { maxLength: 3 })
      : object
        ? this.message(object)
        : this.#scalar(kinds);
    const any = fc.oneof(
      this.#texts,
      this.#numbers,
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom(...ODD_SHAPES),
    );
    return fc.oneof({ weight: 20, arbitrary: fitting }, { weight: 1, arbitrary: any });
  }

  #field(name: string, schema: JsonSchema): fc.Arbitrary<unknown> {
    const known = this.#plausible[name];
    if (known === undefined) return this.#value(schema);
    const kinds = schema.anyOf ?? [schema];
    const list = kinds.find(({ type }) => type === 'array');
    if (list?.items?.type === 'object') return this.#value(schema);
    const one = fc.constantFrom(...known);
    const fitting = list ? fc.uniqueArray(one, { minLength: 1, maxLength: 2 }) : one;
    return fc.oneof({ weight: 12, arbitrary: fitting }, { weight: 1, arbitrary: this.#value(schema) });
  }

  message(schema: JsonSchema): fc.Arbitrary<unknown> {
    const fields = Object.entries(schema.properties ?? {}).map(
      ([name, field]) => [name, this.#field(name, field)] as const,
    );
    const all = Object.fromEntries(fields);
    return fc.oneof(
      { weight: 2, arbitrary: fc.record(all) },
      { weight: 1, arbitrary: fc.record(all, { requiredKeys: [] }) },
    );
  }
}

/** Requests of every operation, from plausible to hostile, in the shapes that its schema describes. */
export function hostileRequests(known: KnownIds): fc.Arbitrary<[OperationName, unknown]> {
  const messages = new Messages(known);
  const requests = (Object.keys(operations) as OperationName[]).map((name) => {
    const schema = z.toJSONSchema(operations[name].request, { io: 'input', unrepresentable: 'any' });
    return fc.tuple(fc.constant(name), messages.message(schema as JsonSchema));
  });
  return fc.oneof(...requests);
}
