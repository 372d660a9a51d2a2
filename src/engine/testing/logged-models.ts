import type { LoggedModel, Request } from '../../contract/index.ts';
import type { TestEngine } from './open.ts';

/** A new logged model of an experiment, the default one where none is named; answers its info. */
export async function newModel(
  engine: TestEngine,
  request: Partial<Request<'createLoggedModel'>> = {},
): Promise<LoggedModel['info']> {
  return (await engine.call('createLoggedModel', { experiment_id: '0', ...request })).model.info;
}
