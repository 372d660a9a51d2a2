import { type Caller, doesNotExist, type Experiment, invalidParameter } from '../contract/index.ts';
import {
  findExperiment,
  findLoggedModel,
  findModelVersion,
  findRegisteredModel,
  findRun,
  type LoggedModelRow,
  type ModelVersionRow,
  type RegisteredModelRow,
  type RunRow,
} from '../store/index.ts';
import type { Context } from './context.ts';
import { checkModelName, versionNumber } from './registry-names.ts';

/** The number behind an experiment id of the wire. Throws INVALID_PARAMETER_VALUE where it is no decimal integer. */
export function experimentNumber(id: string): number {
  if (!/^-?\d{1,18}$/.test(id))
    throw invalidParameter(
      `Invalid experiment id '${id}': it must be a decimal integer, as create-experiment answers it.`,
    );
  return Number(id);
}

/** An experiment of the caller's workspace, deleted ones too. Throws RESOURCE_DOES_NOT_EXIST. */
export function getExperiment(context: Context, caller: Caller, id: string): Experiment {
  const experiment = findExperiment(context.store.database, experimentNumber(id));
  if (experiment === undefined || experiment.workspace !== caller.workspace)
    throw doesNotExist(`No experiment with id ${id} exists.`);
  return experiment;
}

/** The same, refusing a deleted one with INVALID_PARAMETER_VALUE. */
export function activeExperiment(context: Context, caller: Caller, id: string): Experiment {
  const experiment = getExperiment(context, caller, id);
  if (experiment.lifecycle_stage === 'deleted')
    throw invalidParameter(`Experiment ${id} ('${experiment.name}') is deleted. Restore it first.`);
  return experiment;
}

/** The run a request names by run_id or, as old clients do, by run_uuid. */
export function requiredRunId(request: {
  run_id?: string | undefined;
  run_uuid?: string | undefined;
}): string {
  const id = request.run_id || request.run_uuid;
  if (!id)
    throw invalidParameter(
      "Missing value for required parameter 'run_id'. See the API docs for more information about request parameters.",
    );
  return id;
}

/** A run of the caller's workspace, deleted ones too. Throws RESOURCE_DOES_NOT_EXIST. */
export function getRunRow(context: Context, caller: Caller, runId: string): RunRow {
  const run = findRun(context.store.database, runId);
  if (run === undefined || run.workspace !== caller.workspace)
    throw doesNotExist(`Run with id=${runId} not found.`);
  return run;
}

/** The same, refusing a deleted one with INVALID_PARAMETER_VALUE. */
export function activeRun(context: Context, caller: Caller, runId: string): RunRow {
  const run = getRunRow(context, caller, runId);
  if (run.deleted) throw invalidParameter(`The run ${runId} is deleted. Restore it first.`);
  return run;
}

/** A logged model of the caller's workspace that is not deleted, unless `allowDeleted`. Throws RESOURCE_DOES_NOT_EXIST. */
export function getModelRow(
  context: Context,
  caller: Caller,
  modelId: string,
  allowDeleted = false,
): LoggedModelRow {
  const model = findLoggedModel(context.store.database, modelId);
  if (model === undefined || model.workspace !== caller.workspace || (model.deleted && !allowDeleted))
    throw doesNotExist(`Logged model with ID '${modelId}' not found.`);
  return model;
}

/** A registered model or prompt of the caller's workspace. Throws RESOURCE_DOES_NOT_EXIST, INVALID_PARAMETER_VALUE for no name. */
export function getRegisteredModelRow(context: Context, caller: Caller, name: string): RegisteredModelRow {
  checkModelName(name);
  const model = findRegisteredModel(context.store.database, caller.workspace, name);
  if (model === undefined) throw doesNotExist(`Registered Model with name=${name} not found`);
  return model;
}

/** A version of a registered model, with its model. Throws as `getRegisteredModelRow` and where no such version is there. */
export function getModelVersionRow(
  context: Context,
  caller: Caller,
  name: string,
  version: string | number,
): { model: RegisteredModelRow; version: ModelVersionRow } {
  checkModelName(name);
  const number = typeof version === 'number' ? version : versionNumber(version);
  const model = findRegisteredModel(context.store.database, caller.workspace, name);
  const found = model && findModelVersion(context.store.database, model.id, number);
  if (model === undefined || found === undefined)
    throw doesNotExist(`Model Version (name=${name}, version=${number}) not found`);
  return { model, version: found };
}
