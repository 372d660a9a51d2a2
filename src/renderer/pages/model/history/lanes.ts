import type { VersionMove } from '../../../../contract/index.ts';

/** A version in a stage, from when to when; without an end it is still there. */
export interface Stay {
  version: string;
  stage: string;
  from: number;
  until: number | undefined;
  actor: string;
}

/** How long which version was in which stage, oldest first, out of moves that are newest first. */
export function staysOf(moves: readonly VersionMove[]): Stay[] {
  const stays: Stay[] = [];
  const current = new Map<string, Stay>();
  for (const { kind, version, stage, time, actor } of moves.toReversed()) {
    if (kind === 'alias_set' || kind === 'alias_removed') continue;
    const stay = current.get(version);
    if (stay !== undefined) stay.until = time;
    current.delete(version);
    if (kind === 'deleted' || stage === undefined) continue;
    const next: Stay = { version, stage, from: time, until: undefined, actor };
    stays.push(next);
    current.set(version, next);
  }
  return stays;
}

export interface Lane {
  stage: string;
  /** Stays that do not touch, row by row. */
  rows: readonly (readonly Stay[])[];
  /** Stays for which there was no row. */
  left: number;
}

const MOST_ROWS = 4;

/** The stays of each stage, packed into as few rows as they need. */
export function lanesOf(stays: readonly Stay[], stages: readonly string[]): Lane[] {
  return stages.map((stage) => {
    const rows: Stay[][] = [];
    let left = 0;
    for (const stay of stays.filter((one) => one.stage === stage)) {
      const row = rows.find((taken) => (taken.at(-1)?.until ?? Number.POSITIVE_INFINITY) <= stay.from);
      if (row !== undefined) row.push(stay);
      else if (rows.length < MOST_ROWS) rows.push([stay]);
      else left += 1;
    }
    return { stage, rows, left };
  });
}
