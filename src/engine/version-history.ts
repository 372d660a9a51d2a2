import type { Stage } from '../contract/index.ts';
import type { PastMove } from '../store/index.ts';
import type { Context } from './context.ts';
import { formerStagesOf, stagesOf } from './registry-settings.ts';
import { sameStage } from './stage-names.ts';

/** When something came about, and by whom. */
export interface Since {
  time: number;
  actor: string;
}

/** What a history says of a version. */
export interface VersionState {
  version: number;
  creation_time: number;
  stage: string;
  /** When it came to its stage. */
  since: Since;
  aliases: Map<string, Since>;
}

/** The versions that were there after these moves, which begin with the first of their model and are in order. */
export function replay(moves: readonly PastMove[]): Map<number, VersionState> {
  const versions = new Map<number, VersionState>();
  const holders = new Map<string, VersionState>();
  for (const { version, kind, stage = '', alias = '', time, actor } of moves) {
    const since = { time, actor };
    const state = versions.get(version);
    if (kind === 'created')
      versions.set(version, { version, creation_time: time, stage, since, aliases: new Map() });
    else if (kind === 'deleted') versions.delete(version);
    else if (state === undefined) continue;
    else if (kind === 'stage') Object.assign(state, { stage, since });
    else {
      holders.get(alias)?.aliases.delete(alias);
      holders.delete(alias);
      if (kind === 'alias_set') {
        state.aliases.set(alias, since);
        holders.set(alias, state);
      }
    }
  }
  return versions;
}

/** Every stage that histories of a workspace may name: those there are, in their order, and those there were. */
export function knownStages(context: Context, workspace: string): readonly Stage[] {
  return [...stagesOf(context, workspace), ...formerStagesOf(context, workspace)];
}

/** Names of the known stages that are meant by a name of the workspace or, for one of MLflow's, that stand for it. */
export function meantStages(known: readonly Stage[], name: string): Set<string> {
  const meant = known.filter((stage) => sameStage(stage.name, name) || sameStage(stage.classic, name));
  return new Set(meant.map((stage) => stage.name));
}

export const aliasNames = ({ aliases }: VersionState) => [...aliases.keys()].sort();
