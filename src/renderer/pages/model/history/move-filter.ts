import type { VersionMove } from '../../../../contract/index.ts';

/** Which moves are shown; empty means all. */
export interface MoveFilter {
  version: string;
  stage: string;
  actor: string;
}

export const ALL_MOVES: MoveFilter = { version: '', stage: '', actor: '' };

/** The moves of a version (`7` or `v7`), into or out of a stage, by an actor. */
export function filterMoves(
  moves: readonly VersionMove[],
  { version, stage, actor }: MoveFilter,
): VersionMove[] {
  const wanted = version.trim().replace(/^v/i, '');
  return moves.filter(
    (move) =>
      (wanted === '' || move.version === wanted || move.from_version === wanted) &&
      (stage === '' || move.stage === stage || move.from_stage === stage) &&
      (actor === '' || move.actor === actor),
  );
}

/** The actors and stages that moves name, in order. */
export function namesIn(moves: readonly VersionMove[]): { actors: string[]; stages: string[] } {
  const stages = moves.flatMap(({ stage, from_stage }) => [stage, from_stage]);
  return {
    actors: sorted(moves.map(({ actor }) => actor)),
    stages: sorted(stages.filter((stage) => stage !== undefined)),
  };
}

const sorted = (names: readonly string[]) => [...new Set(names)].sort((a, b) => a.localeCompare(b, 'en'));

/** What takes a move back: a stage for the version, or an alias for another version or for none. */
export type WayBack =
  | { kind: 'stage'; version: string; stage: string }
  | { kind: 'alias'; alias: string; version: string | undefined };

/** Undefined where nothing can be taken back, or where `now` is as it was before the move. */
export function wayBackOf(
  move: VersionMove,
  now: readonly { version: string; stage: string; aliases: readonly string[] }[],
): WayBack | undefined {
  const { kind, version, from_stage, alias, from_version } = move;
  const exists = (wanted: string | undefined) => now.find((one) => one.version === wanted);
  if (kind === 'stage' && from_stage !== undefined) {
    const current = exists(version)?.stage;
    return current === undefined || current === from_stage
      ? undefined
      : { kind: 'stage', version, stage: from_stage };
  }
  if (alias === undefined) return undefined;
  const target = kind === 'alias_set' ? from_version : kind === 'alias_removed' ? version : undefined;
  if (kind === 'alias_set' && from_version === undefined)
    return exists(version)?.aliases.includes(alias)
      ? { kind: 'alias', alias, version: undefined }
      : undefined;
  const holder = exists(target);
  return holder === undefined || holder.aliases.includes(alias)
    ? undefined
    : { kind: 'alias', alias, version: target };
}
