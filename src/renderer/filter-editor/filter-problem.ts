import { FilterError, parseFilter } from '../../filter/index.ts';

/** Why a filter cannot be used, or undefined when it can. */
export function problemOf(text: string): FilterError | undefined {
  try {
    parseFilter(text, 'runs');
    return undefined;
  } catch (error) {
    if (error instanceof FilterError) return error;
    throw error;
  }
}
