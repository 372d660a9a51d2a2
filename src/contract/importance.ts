import { z } from 'zod';
import { operation } from './operation.ts';
import { enumeration, repeated, text } from './scalars.ts';

const AGGREGATES = { last: 1, min: 2, max: 3 } as const;

const param = z.object({
  key: z.string(),
  /** The share of this param in what the params tell of the metric: 0 to 1, 1 in sum unless they tell nothing. */
  importance: z.number(),
  /** Spearman's rank correlation with the metric, of numbers alone. */
  correlation: z.number().optional(),
  kind: z.enum(['numeric', 'categorical']),
  /** How many different values the runs have. */
  values: z.number(),
});

export const importanceOperations = {
  getImportance: operation({
    path: '/tidemark/metrics/importance',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Which params tell most of a metric among the matching runs, the most telling first: permutation importance in a random forest, the same for the same runs. Looks at 5000 runs at most.',
    request: z.object({
      experiment_ids: repeated(text),
      filter: text.opt,
      metric_key: text,
      aggregate: enumeration(AGGREGATES).opt,
    }),
    response: z.object({
      /** How many runs it was found from: those that have the metric as a number. */
      runs: z.number(),
      params: z.array(param),
      /** Out-of-bag R²: 1 where the params tell the metric exactly; 0 or less where they tell nothing of it. */
      score: z.number(),
      /** What to mind when reading it. */
      caveat: z.string(),
    }),
    permission: { resource: 'experiment', action: 'READ', by: 'experiment_ids' },
  }),
} as const;

export type Importance = z.infer<typeof importanceOperations.getImportance.response>;
