export { changes } from './changes.ts';
export type { ConnectionState } from './connection-state.ts';
export { createClient } from './http.ts';
export { type FollowedPoint, type FollowedSeries, followMetrics } from './live-points.ts';
