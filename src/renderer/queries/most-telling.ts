/** How much a metric tells by its name: a loss before a score before anything else, what the machine did last. Less is more. */
export function tellingRank(key: string): number {
  if (key.startsWith('system/')) return 3;
  if (/loss|rmse|mse|mae|err/i.test(key)) return 0;
  return /acc|auc|f1|score|r2/i.test(key) ? 1 : 2;
}

/** The few keys that tell most. Of equal ones those that come first. */
export function mostTelling(keys: readonly string[]): string[] {
  return keys.toSorted((a, b) => tellingRank(a) - tellingRank(b)).slice(0, 8);
}
