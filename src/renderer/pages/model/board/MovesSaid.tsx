import type { BoardVersion } from '../../../../contract/index.ts';
import { formatCount } from '../../../format.ts';
import { useNow } from '../../../use-now.ts';
import { actorWords, useActor } from '../../../your-name.ts';

const FRESH_MS = 10_000;
const REFRESH_MS = 5000;
/** More would be read out for minutes. */
const MOST_SAID = 4;

/** Says to a screen reader what others moved just now. */
export function MovesSaid({ versions }: { versions: readonly BoardVersion[] }) {
  const now = useNow(REFRESH_MS);
  const actor = useActor();
  const moved = versions.filter(
    ({ stage_since, creation_time, moved_by }) =>
      stage_since > creation_time &&
      now - stage_since < FRESH_MS &&
      moved_by !== undefined &&
      moved_by !== actor,
  );
  const words = moved.map(
    ({ version, stage, moved_by = '' }) => `${actorWords(moved_by)} moved version ${version} to ${stage}.`,
  );
  return (
    <p role="status" className="sr-only">
      {words.length > MOST_SAID
        ? `${formatCount(words.length)} versions were moved by others.`
        : words.join(' ')}
    </p>
  );
}
