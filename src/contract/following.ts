import { type LivePointsRequest, type LiveSeries, livePointsRequest } from './live-points.ts';
import { parseMessage } from './message.ts';
import type { Caller } from './tracker.ts';

/** Whoever tells of points as they are committed. */
export interface LivePoints {
  /**
   * Calls `listener` after each commit with those of its points that are followed. Throws TrackingError for whatever is wrong with
   * the request.
   */
  follow(
    request: LivePointsRequest,
    caller: Caller,
    listener: (series: readonly LiveSeries[]) => void,
  ): LiveFollowing;
}

export interface LiveFollowing {
  /** Sequence number of the newest change when it began: only points of later ones are told. */
  seq: number;
  close(): void;
}

/** The body of followMetrics as it may be trusted. Throws INVALID_PARAMETER_VALUE that names the first bad field. */
export function parseLivePoints(message: unknown): LivePointsRequest {
  return parseMessage(livePointsRequest, message);
}
