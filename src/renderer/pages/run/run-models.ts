import type { LoggedModel, Run } from '../../../contract/index.ts';

/** The models that a run logged, and those that it was given. */
export function modelIdsOf({ inputs, outputs }: Run): string[] {
  const made = (outputs?.model_outputs ?? []).map(({ model_id }) => model_id);
  const given = (inputs.model_inputs ?? []).map(({ model_id }) => model_id);
  return [...new Set([...made, ...given])];
}

/** Whether a model is written whole. */
export const isReady = ({ info }: LoggedModel): boolean => info.status === 'LOGGED_MODEL_READY';
