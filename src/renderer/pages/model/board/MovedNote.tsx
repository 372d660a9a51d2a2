import type { BoardVersion } from '../../../../contract/index.ts';
import { useNow } from '../../../use-now.ts';
import { actorWords, useActor } from '../../../your-name.ts';

const FRESH_MS = 60_000;
const REFRESH_MS = 5000;

/** Says of a version that somebody else moved it within the last minute. */
export function MovedNote({ version: { moved_by, stage_since, creation_time } }: { version: BoardVersion }) {
  const now = useNow(REFRESH_MS);
  const actor = useActor();
  const isMoved = stage_since > creation_time && now - stage_since < FRESH_MS;
  if (!isMoved || moved_by === undefined || moved_by === actor) return null;
  return <p className="mt-1 truncate text-11 text-accent-ink">Moved by {actorWords(moved_by)} just now</p>;
}
