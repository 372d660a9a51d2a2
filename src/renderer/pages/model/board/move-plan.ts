import type { BoardVersion, RegistrySettings } from '../../../../contract/index.ts';

/** What a move would do, and what it asks for. */
export interface MovePlan {
  to: string;
  /** Those that are not there yet. */
  moving: readonly BoardVersion[];
  /** Others that are there now and may be archived. */
  others: readonly BoardVersion[];
  needsApproval: boolean;
  needsComment: boolean;
}

type Settings = Pick<RegistrySettings, 'stages' | 'comment_required' | 'approval_stages'>;

/** Says what moving some of a model's versions to a stage comes to. */
export function planMove(
  versions: readonly BoardVersion[],
  chosen: readonly string[],
  to: string,
  { stages, comment_required, approval_stages }: Settings,
): MovePlan {
  const classic = stages.find(({ name }) => name === to)?.classic;
  const mayArchive = classic === 'Staging' || classic === 'Production';
  const moving = versions.filter(({ version, stage }) => chosen.includes(version) && stage !== to);
  const others = versions.filter(
    ({ version, stage }) => mayArchive && stage === to && !chosen.includes(version),
  );
  return {
    ...{ to, moving, others: moving.length === 0 ? [] : others },
    needsApproval: isAmong(approval_stages, to),
    needsComment: comment_required,
  };
}

/** Whether the settings mean this stage or alias; a star means every one. */
export const isAmong = (names: readonly string[], name: string): boolean =>
  names.includes('*') || names.includes(name);

/** The stage that each version of a plan goes to. */
export function stagesAfter({ to, moving, others }: MovePlan, archives: boolean, { stages }: Settings) {
  const archived = stages.find(({ classic }) => classic === 'Archived')?.name;
  const after = new Map(moving.map(({ version }) => [version, to]));
  if (archives && archived !== undefined) for (const { version } of others) after.set(version, archived);
  return after;
}

/** The stage that each version of a plan is in before it. */
export const stagesBefore = ({ moving, others }: MovePlan, archives: boolean): Map<string, string> =>
  new Map([...moving, ...(archives ? others : [])].map(({ version, stage }) => [version, stage]));

/** "v7", "v7 and v5", "12 versions". */
export function versionWords(versions: readonly { version: string }[]): string {
  const names = versions.map(({ version }) => `v${version}`);
  if (names.length > MOST_NAMED) return `${names.length} versions`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

const MOST_NAMED = 4;
