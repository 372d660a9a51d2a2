import type { RegistrySettings, Stage } from '../../../contract/index.ts';
import type { updateRegistrySettings } from '../../queries/registry-settings.ts';

/** A stage as a person edits it; `was` is the name under which the tracker knows it. */
export interface StageDraft extends Stage {
  id: string;
  was: string | undefined;
  needsApproval: boolean;
}

/** What a person edits of the registry's settings. */
export interface RegistryDraft {
  stages: readonly StageDraft[];
  commentRequired: boolean;
  /** Aliases, apart by commas; a star stands for all. */
  approvalAliases: string;
}

const FEWEST = 2;
const MOST = 20;
const LONGEST_NAME = 60;
const FORBIDDEN = /[/:@]/;

export function draftOf(settings: RegistrySettings): RegistryDraft {
  const { stages, approval_stages, comment_required, approval_aliases } = settings;
  return {
    stages: stages.map((stage) => ({
      ...stage,
      ...{ id: stage.name, was: stage.name },
      needsApproval: approval_stages.includes('*') || approval_stages.includes(stage.name),
    })),
    commentRequired: comment_required,
    approvalAliases: approval_aliases.join(', '),
  };
}

/** What is wrong with each stage, by its id. */
export function problemsOf(stages: readonly StageDraft[]): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  const problems = new Map<string, string>();
  for (const { id, name } of stages) {
    const trimmed = name.trim();
    const key = trimmed.toLowerCase();
    if (trimmed === '') problems.set(id, 'Give it a name.');
    else if (trimmed.length > LONGEST_NAME) problems.set(id, `At most ${LONGEST_NAME} characters.`);
    else if (FORBIDDEN.test(trimmed)) problems.set(id, 'Without / : and @.');
    else if (first.has(key)) problems.set(id, 'Another stage has this name.');
    first.set(key, id);
  }
  return problems;
}

/** Why these stages cannot be the stages of a workspace, however they are called. */
export function problemOfAll(stages: readonly StageDraft[]): string | undefined {
  if (stages.length < FEWEST) return `A board has at least ${FEWEST} stages.`;
  if (stages.length > MOST) return `A board has at most ${MOST} stages.`;
  for (const classic of ['None', 'Archived'] as const)
    if (!stages.some((stage) => stage.classic === classic))
      return `One stage has to stand for ${classic}${classic === 'None' ? ': new versions are put there' : ''}.`;
  return undefined;
}

/** The request that makes the settings what the draft says. */
export function changeOf({ stages, commentRequired, approvalAliases }: RegistryDraft): RegistryChange {
  const named = stages.map((stage) => ({ ...stage, name: stage.name.trim() }));
  return {
    stages: named.map(({ name, classic, color }) => ({ name, classic, color })),
    rename: named.flatMap(({ was, name }) =>
      was === undefined || was === name ? [] : [{ from: was, to: name }],
    ),
    comment_required: commentRequired,
    approval_stages: named.filter(({ needsApproval }) => needsApproval).map(({ name }) => name),
    approval_aliases: aliasesIn(approvalAliases),
  };
}

export type RegistryChange = Parameters<typeof updateRegistrySettings>[0];

/** The request that makes the settings what they were before a change. */
export function changeBack(before: RegistrySettings, { rename }: RegistryChange): RegistryChange {
  return { ...before, rename: (rename ?? []).map(({ from, to }) => ({ from: to, to: from })) };
}

function aliasesIn(text: string): string[] {
  const names = text.split(',').map((name) => name.trim().replace(/^@/, ''));
  return [...new Set(names.filter((name) => name !== ''))];
}
