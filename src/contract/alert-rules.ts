import { z } from 'zod';
import { operation } from './operation.ts';
import { runStatus } from './runs.ts';
import { bool, double, enumeration, repeated, text } from './scalars.ts';

const ALERT_KINDS = { threshold: 1, nan: 2, stall: 3, finish: 4 } as const;
const COMPARATORS = { '>': 1, '<': 2, '>=': 3, '<=': 4 } as const;

export const alertKind = z.enum(['threshold', 'nan', 'stall', 'finish']);

/** A misspelt field would widen a rule to every run, so that an unknown one is refused. */
const scope = z.strictObject(
  { run_ids: repeated(text), experiment_ids: repeated(text), filter: text.opt },
  {
    error: ({ code, keys }) =>
      code === 'unrecognized_keys'
        ? `has no field '${String((keys as string[])[0]).slice(0, 60)}'; it has run_ids, experiment_ids and filter`
        : undefined,
  },
);

const conditions = {
  /** threshold: needed. nan: any metric where there is none. */
  metric_key: text.opt,
  /** threshold: needed, with `value`. */
  comparator: enumeration(COMPARATORS).opt,
  value: double.opt,
  /** stall: so long without a write of a running run. */
  minutes: double.opt,
  /** finish: FINISHED, FAILED, KILLED; all three where there is none. */
  statuses: repeated(runStatus),
  /** Runs that satisfy every part that is given; without any, all runs of the workspace. */
  scope: scope.nullish(),
  enabled: bool.opt,
};

const alertRule = z.object({
  rule_id: z.string(),
  name: z.string(),
  kind: alertKind,
  metric_key: z.string().optional(),
  comparator: z.enum(['>', '<', '>=', '<=']).optional(),
  value: z.number().optional(),
  minutes: z.number().optional(),
  statuses: z.array(z.enum(['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'])).optional(),
  scope: z.object({
    run_ids: z.array(z.string()).optional(),
    experiment_ids: z.array(z.string()).optional(),
    /** What `search` takes, of params, tags, attributes and datasets: metrics change with every point. */
    filter: z.string().optional(),
  }),
  enabled: z.boolean(),
  creation_time: z.number(),
  last_update_time: z.number(),
  /** Who wrote it last. */
  actor: z.string(),
});

const read = { resource: 'workspace', action: 'READ', by: 'none' } as const;
const edit = { resource: 'workspace', action: 'EDIT', by: 'none' } as const;

export const alertRuleOperations = {
  createAlertRule: operation({
    path: '/tidemark/alert-rules/create',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Makes a rule that raises an alert for each run it applies to: a metric beyond a value (threshold), NaN (nan), no write for minutes while running (stall), an end (finish).',
    request: z.object({ name: text, kind: enumeration(ALERT_KINDS), ...conditions }),
    response: z.object({ rule: alertRule }),
    permission: edit,
  }),
  updateAlertRule: operation({
    path: '/tidemark/alert-rules/update',
    methods: ['POST'],
    version: '2.0',
    summary:
      'Sets name, conditions, scope or state of a rule; what is not given stays, and so does its kind. Its open alerts recover unless the name alone is changed.',
    request: z.object({ rule_id: text, name: text.opt, ...conditions }),
    response: z.object({ rule: alertRule }),
    permission: edit,
  }),
  deleteAlertRule: operation({
    path: '/tidemark/alert-rules/delete',
    methods: ['POST'],
    version: '2.0',
    summary: 'Removes a rule. The alerts it has raised stay, none of them open.',
    request: z.object({ rule_id: text }),
    response: z.object({}),
    permission: edit,
  }),
  listAlertRules: operation({
    path: '/tidemark/alert-rules/list',
    methods: ['GET'],
    version: '2.0',
    summary: 'Alert rules of the workspace, by name.',
    request: z.object({}),
    response: z.object({ rules: z.array(alertRule) }),
    permission: read,
  }),
} as const;

export type AlertRule = z.infer<typeof alertRule>;
