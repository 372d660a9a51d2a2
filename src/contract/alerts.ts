import { z } from 'zod';
import { alertKind } from './alert-rules.ts';
import { operation } from './operation.ts';
import { bool, int32, int64, repeated, text } from './scalars.ts';

const alert = z.object({
  alert_id: z.string(),
  rule_id: z.string(),
  /** Of the rule when it raised the alert. */
  rule_name: z.string(),
  kind: alertKind,
  run_id: z.string(),
  run_name: z.string(),
  experiment_id: z.string(),
  metric_key: z.string().optional(),
  /** What was logged; absent where that was NaN. */
  value: z.number().optional(),
  step: z.union([z.number(), z.bigint()]).optional(),
  /** When it was raised, in epoch milliseconds. */
  time: z.number(),
  /** One sentence. */
  message: z.string(),
  acknowledged: z.boolean(),
  /** When it was no longer so; absent while it is. The end of a run is over at once. */
  recovered_time: z.number().optional(),
});

export const alertOperations = {
  listAlerts: operation({
    path: '/tidemark/alerts/list',
    methods: ['GET'],
    version: '2.0',
    summary:
      'Alerts of runs that are not deleted, newest first, a page at a time (default 100, at most 1000): of one run, experiment or rule, or from a time on, where asked. The newest 100 of a rule and a run are kept.',
    request: z.object({
      experiment_id: text.opt,
      run_id: text.opt,
      rule_id: text.opt,
      acknowledged: bool.opt,
      /** Epoch milliseconds: only alerts raised then or later. */
      since_time: int64.opt,
      max_results: int32.opt,
      page_token: text.opt,
    }),
    response: z.object({
      alerts: z.array(alert),
      /** Of the whole workspace. */
      unacknowledged: z.number(),
      next_page_token: z.string().optional(),
    }),
    permission: { resource: 'workspace', action: 'READ', by: 'none' },
  }),
  acknowledgeAlerts: operation({
    path: '/tidemark/alerts/acknowledge',
    methods: ['POST'],
    version: '2.0',
    summary: 'Marks the named alerts as seen (1000 at most), or with `all` every one of the workspace.',
    request: z.object({ alert_ids: repeated(text), all: bool.opt }),
    response: z.object({ changed: z.number() }),
    permission: { resource: 'workspace', action: 'EDIT', by: 'none' },
  }),
} as const;

export type Alert = z.infer<typeof alert>;
