import { type FollowedSeries, followMetrics } from '../../client/index.ts';
import { coalesce } from '../coalesce.ts';

/** Charts come and go together: they are asked for at once. */
const GATHER_MS = 50;

interface Follower {
  runIds: readonly string[];
  metricKeys: readonly string[];
  /** New points of these series, and of others that are followed too. */
  onPoints: (series: readonly FollowedSeries[]) => void;
  /** Points may be missing: what was read before is to be read anew. */
  onGap: () => void;
  /** The points are not told, since the tracker refuses. */
  onRefused: (error: Error) => void;
}

const followers = new Set<Follower>();
let followed = '';
let leave: (() => void) | undefined;

const follow = coalesce(async () => {
  const run_ids = [...new Set([...followers].flatMap(({ runIds }) => runIds))].sort();
  const metric_keys = [...new Set([...followers].flatMap(({ metricKeys }) => metricKeys))].sort();
  const asked = JSON.stringify([run_ids, metric_keys]);
  if (asked === followed) return;
  followed = asked;
  leave?.();
  leave = undefined;
  if (run_ids.length === 0 || metric_keys.length === 0) return;
  leave = followMetrics({
    baseUrl: '',
    request: { run_ids, metric_keys },
    // Points that were committed before the stream began were not sent.
    onOpen: () => tellGap(() => true),
    onPoints: (series) => {
      for (const follower of followers) follower.onPoints(series);
    },
    onRefused: (error) => {
      for (const follower of followers) follower.onRefused(error);
    },
    onBehind: (runIds) => tellGap((follower) => runIds.some((id) => follower.runIds.includes(id))),
  });
}, GATHER_MS);

function tellGap(concerns: (follower: Follower) => boolean): void {
  for (const follower of followers) if (concerns(follower)) follower.onGap();
}

/** Whether the points of a run come to a chart as they are logged. */
export function isFollowed(runId: string): boolean {
  return [...followers].some(({ runIds }) => runIds.includes(runId));
}

/** Follows the points of running runs, all charts by one stream, until the returned function is called. */
export function followPoints(follower: Follower): () => void {
  followers.add(follower);
  follow();
  return () => {
    followers.delete(follower);
    follow();
  };
}
