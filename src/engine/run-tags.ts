import * as store from '../store/index.ts';
import type { Context } from './context.ts';
import { cut, LIMITS } from './limits.ts';

/** The tag that is the run's name: the two are kept in step. */
export const RUN_NAME_TAG = 'mlflow.runName';

/** Sets a tag of a run, cut to the limit; the name tag renames the run as well. Call within a write. */
export function writeTag(context: Context, run: number, key: string, value: string): void {
  const { database, names } = context.store;
  const text = cut(value, LIMITS.tagValue);
  store.setTag(database, run, names.intern(key), text);
  if (key === RUN_NAME_TAG) store.updateRun(database, run, { name: text });
}
