import {
  type Caller,
  invalidParameter,
  type RegistrySettings,
  type Request,
  type Stage,
  TrackingError,
} from '../contract/index.ts';
import * as store from '../store/index.ts';
import { type Context, type Handlers, record } from './context.ts';
import { checkCount, checkLength, LIMITS } from './limits.ts';
import { withdrawRequests } from './pending-requests.ts';
import { checkNewAlias } from './registry-names.ts';
import { checkStages, DEFAULT_STAGES, sameStage } from './stage-names.ts';

const DEFAULT: store.StoredRegistrySettings = {
  stages: [...DEFAULT_STAGES],
  comment_required: false,
  approval_stages: [],
  approval_aliases: [],
  former_stages: [],
};

/** Former stages that are remembered. */
const REMEMBERED = 100;

function storedSettings(context: Context, workspace: string): store.StoredRegistrySettings {
  return store.findRegistrySettings(context.store.database, workspace) ?? DEFAULT;
}

/** The stages of a workspace, in its order; the first with classic `None` is that of new versions. */
export function stagesOf(context: Context, workspace: string): readonly Stage[] {
  return storedSettings(context, workspace).stages;
}

/** The stages that a workspace had, without those it has: histories name them. */
export function formerStagesOf(context: Context, workspace: string): readonly Stage[] {
  return storedSettings(context, workspace).former_stages;
}

/**
 * The stage that a client means: one of the workspace by its name in any case, else, for a name of MLflow's, the first stage that
 * stands for it. Throws INVALID_PARAMETER_VALUE that names the stages there are.
 */
export function findStage(context: Context, workspace: string, name: string): Stage {
  const stages = stagesOf(context, workspace);
  const found =
    stages.find((stage) => sameStage(stage.name, name)) ??
    stages.find((stage) => sameStage(stage.classic, name));
  if (found !== undefined) return found;
  throw invalidParameter(
    `Invalid Model Version stage: '${name.slice(0, 100)}'. Value must be one of ${stages.map((stage) => stage.name).join(', ')}.`,
  );
}

/** A move of a model version: to a stage, or the setting or removal of an alias. */
export interface AskedMove {
  name: string;
  version: number;
  /** As `findStage` answers it. */
  stage?: string | undefined;
  alias?: string | undefined;
  /** The alias is taken away, which needs no approval. */
  removes?: boolean | undefined;
  comment?: string | undefined;
  /** Made by an approved transition request. */
  approved?: boolean | undefined;
}

const isListed = (list: readonly string[], name: string | undefined) =>
  name !== undefined && (list.includes('*') || list.includes(name));

function needsApproval(settings: RegistrySettings, { stage, alias, removes }: AskedMove): boolean {
  return (
    isListed(settings.approval_stages, stage) || (!removes && isListed(settings.approval_aliases, alias))
  );
}

/**
 * Refuses a move that lacks what the settings of the workspace ask for: INVALID_PARAMETER_VALUE without a comment where one is
 * needed, PERMISSION_DENIED without an approval. Call within the write.
 */
export function checkMove(context: Context, caller: Caller, move: AskedMove): void {
  const settings = storedSettings(context, caller.workspace);
  const { name, version, stage, alias } = move;
  const what = stage === undefined ? `the alias '${alias}'` : `the stage '${stage}'`;
  checkLength(move.comment, LIMITS.moveComment, 'comment');
  if (!move.approved && needsApproval(settings, move))
    throw new TrackingError(
      'PERMISSION_DENIED',
      `Version ${version} of '${name}' gets ${what} only with an approval. Ask for it with createTransitionRequest (POST /api/2.0/tidemark/transition-requests/create); someone else may approve it.`,
    );
  if (settings.comment_required && !move.comment?.trim())
    throw invalidParameter(
      `Missing value for required parameter 'comment': the settings of the registry ask for one with every move. Say why version ${version} of '${name}' ${move.removes ? 'loses' : 'gets'} ${what}.`,
    );
}

type Update = Request<'updateRegistrySettings'>;

/** Gives a stage another name wherever it stands: in the settings, with its versions, and in what is asked for. */
function renamed(
  context: Context,
  caller: Caller,
  settings: store.StoredRegistrySettings,
  { from, to }: { from: string; to: string },
): { settings: store.StoredRegistrySettings; versions: number } {
  const { database } = context.store;
  const old = settings.stages.find(({ name }) => sameStage(name, from));
  if (old === undefined)
    throw invalidParameter(
      `Invalid value for parameter 'rename.from': there is no stage '${from.slice(0, 100)}'.`,
    );
  if (old.name === to) return { settings, versions: 0 };
  const stages = settings.stages.map((stage) => (stage === old ? { ...stage, name: to } : stage));
  checkStages(stages);
  const versions = store.renameStage(database, caller.workspace, {
    from: old.name,
    to,
    comment: `The stage ${old.name} is called ${to} from now on.`,
    time: context.now(),
    actor: caller.actor,
  });
  for (const id of store.requestsForStage(database, caller.workspace, old.name))
    store.setRequestedStage(database, id, to);
  const approval_stages = settings.approval_stages.map((name) => (name === old.name ? to : name));
  return { settings: { ...withStages(settings, stages), approval_stages }, versions };
}

/** Settings with other stages; those that are gone are remembered for histories, those that are back no longer. */
function withStages(settings: store.StoredRegistrySettings, stages: Stage[]): store.StoredRegistrySettings {
  const isIn = ({ name }: Stage) => stages.some((stage) => stage.name === name);
  const gone = settings.stages.filter((stage) => !isIn(stage));
  const goneNames = new Set(gone.map(({ name }) => name));
  const before = settings.former_stages.filter((stage) => !isIn(stage) && !goneNames.has(stage.name));
  return { ...settings, stages, former_stages: [...before, ...gone].slice(-REMEMBERED) };
}

/** A stage goes only when it is empty; who had asked for it gets it no more. */
function removeStage(context: Context, caller: Caller, name: string): void {
  const { database } = context.store;
  const held = store.versionsHolding(database, caller.workspace, name);
  if (held !== undefined)
    throw invalidParameter(
      `The stage '${name}' cannot be removed: ${held.versions} model version${held.versions === 1 ? ' is' : 's are'} in it, such as version ${held.version} of '${held.name}'. Move them first, or give the stage another name with 'rename'.`,
    );
  const asked = store.requestsForStage(database, caller.workspace, name);
  withdrawRequests(context, caller, asked, `The stage ${name} was removed.`);
}

function replaced(
  context: Context,
  caller: Caller,
  settings: store.StoredRegistrySettings,
  asked: NonNullable<Update['stages']>,
): store.StoredRegistrySettings {
  const stages: Stage[] = asked.map(({ name, classic, color }) => ({
    name,
    classic,
    ...(color !== undefined && { color }),
  }));
  checkStages(stages);
  const kept = new Set(stages.map(({ name }) => name));
  for (const { name } of settings.stages) if (!kept.has(name)) removeStage(context, caller, name);
  const approval_stages = settings.approval_stages.filter((name) => name === '*' || kept.has(name));
  return { ...withStages(settings, stages), approval_stages };
}

/** Stages that need an approval, as the settings spell them. */
function approvalStages(stages: readonly Stage[], asked: readonly string[]): string[] {
  const names = asked.map((name) => {
    const found = name === '*' ? name : stages.find((stage) => sameStage(stage.name, name))?.name;
    if (found === undefined)
      throw invalidParameter(
        `Invalid value for parameter 'approval_stages': there is no stage '${name.slice(0, 100)}'. Name some of ${stages.map((stage) => stage.name).join(', ')}, or '*' for all.`,
      );
    return found;
  });
  return [...new Set(names)];
}

function approvalAliases(asked: readonly string[]): string[] {
  checkCount(asked.length, LIMITS.approvalAliases, 'approval_aliases');
  for (const alias of asked) if (alias !== '*') checkNewAlias(alias);
  return [...new Set(asked)];
}

const shown = ({ former_stages: _, ...settings }: store.StoredRegistrySettings): RegistrySettings => settings;

export const registrySettingsHandlers: Handlers<'getRegistrySettings' | 'updateRegistrySettings'> = {
  getRegistrySettings: (context, _request, caller) => ({
    settings: shown(storedSettings(context, caller.workspace)),
  }),

  updateRegistrySettings(context, request, caller) {
    const { stages, comment_required, approval_stages, approval_aliases } = request;
    const renames = request.rename ?? [];
    checkCount(renames.length, LIMITS.stages, 'rename');
    return context.store.write(() => {
      let settings = storedSettings(context, caller.workspace);
      let versions = 0;
      for (const rename of renames) {
        const done = renamed(context, caller, settings, rename);
        settings = done.settings;
        versions += done.versions;
      }
      if (stages != null) settings = replaced(context, caller, settings, stages);
      settings = {
        ...settings,
        comment_required: comment_required ?? settings.comment_required,
        ...(approval_stages != null && { approval_stages: approvalStages(settings.stages, approval_stages) }),
        ...(approval_aliases != null && { approval_aliases: approvalAliases(approval_aliases) }),
      };
      store.putRegistrySettings(context.store.database, caller.workspace, settings);
      record(context, caller, {
        operation: 'updateRegistrySettings',
        object_type: 'registry_settings',
        object_id: 'registry',
        experiment_id: '',
        ...(versions > 0 && { counts: { versions } }),
      });
      return { settings: shown(settings) };
    });
  },
};
