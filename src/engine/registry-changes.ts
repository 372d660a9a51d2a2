import type { Caller, ChangeEvent, OperationName } from '../contract/index.ts';
import type { RegisteredModelRow } from '../store/index.ts';
import { type Context, record } from './context.ts';

/** A registered model or prompt, as far as changes and webhooks name it. */
export type Named = Pick<RegisteredModelRow, 'name' | 'is_prompt'>;

/** Appends the change of a registered model or prompt; call it within the transaction of its write. */
export function recordModel(
  context: Context,
  caller: Caller,
  operation: OperationName,
  { name, is_prompt }: Named,
): ChangeEvent {
  return record(context, caller, {
    operation,
    object_type: is_prompt ? 'prompt' : 'registered_model',
    object_id: name,
    experiment_id: '',
  });
}

/** The same for one of its versions. */
export function recordVersion(
  context: Context,
  caller: Caller,
  operation: OperationName,
  { name, is_prompt }: Named,
  version: number,
): ChangeEvent {
  return record(context, caller, {
    operation,
    object_type: is_prompt ? 'prompt_version' : 'model_version',
    object_id: `${name}/${version}`,
    experiment_id: '',
  });
}
