import { z } from 'zod';
import type { RawOperation } from './operation.ts';
import { double, type Int64, repeated, text } from './scalars.ts';

export const livePointsRequest = z.object({
  run_ids: repeated(text),
  metric_keys: repeated(text),
  /** Steps, both ends in it. */
  x_from: double.opt,
  x_to: double.opt,
});

export const rawLivePointOperations = {
  followMetrics: {
    paths: ['/api/2.0/tidemark/metrics/follow', '/ajax-api/2.0/tidemark/metrics/follow'],
    methods: ['POST'],
    summary:
      'Points of up to 500 runs and 1000 metrics as they are committed, as server-sent events: `open` with the sequence number of the newest change, then at most 10 `points` a second, and `behind` with the runs whose points a slow reader has missed and reads anew.',
    request: livePointsRequest,
    permission: { resource: 'experiment', action: 'READ', by: 'run_ids' },
  },
} as const satisfies Record<string, RawOperation>;

/** Which points are followed. */
export type LivePointsRequest = z.output<typeof livePointsRequest>;

/** A value that JSON does not know is its name. */
export type LiveValue = number | 'NaN' | 'Infinity' | '-Infinity';
export type LivePoint = [step: Int64, timestamp: Int64, value: LiveValue];

/** Points of one metric of a run, in the order they were committed. */
export interface LiveSeries {
  run_id: string;
  metric_key: string;
  points: LivePoint[];
}
