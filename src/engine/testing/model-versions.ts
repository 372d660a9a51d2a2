import type { Caller, ModelVersion, OperationName, RequestInput, Response } from '../../contract/index.ts';
import type { TestEngine } from './open.ts';

/** Two who are told apart by name. */
export const ANA: Caller = { actor: 'ana', workspace: 'default' };
export const BEN: Caller = { actor: 'ben', workspace: 'default' };

/** Calls an operation in somebody's name. */
export function as<Name extends OperationName>(
  engine: TestEngine,
  caller: Caller,
  name: Name,
  request: Partial<RequestInput<Name>>,
): Promise<Response<Name>> {
  return engine.send(name, request, caller) as Promise<Response<Name>>;
}

/** A new registered model with so many versions, whose files are in another store. */
export async function newRegisteredModel(engine: TestEngine, name: string, versions = 1): Promise<void> {
  await engine.call('createRegisteredModel', { name });
  for (let made = 0; made < versions; made += 1) await newVersion(engine, name);
}

/** A new version of a registered model; answers its number. */
export async function newVersion(
  engine: TestEngine,
  name: string,
  request: Partial<RequestInput<'createModelVersion'>> = {},
): Promise<string> {
  const { model_version } = await engine.call('createModelVersion', {
    name,
    source: 's3://bucket/model',
    ...request,
  });
  return model_version.version;
}

/** Moves a version to a stage, a millisecond later. */
export async function moveTo(
  engine: TestEngine,
  name: string,
  version: string,
  stage: string,
  request: Partial<RequestInput<'transitionModelVersionStage'>> = {},
): Promise<ModelVersion> {
  engine.advance(1);
  return (await engine.call('transitionModelVersionStage', { name, version, stage, ...request }))
    .model_version;
}

/** The stages of versions on the board, by number. */
export async function stagesOnBoard(engine: TestEngine, name: string, as_of?: number) {
  const { versions } = await engine.call('getStageBoard', { name, as_of });
  return Object.fromEntries(versions.map(({ version, stage }) => [version, stage]));
}
