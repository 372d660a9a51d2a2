/** A loss before a score before anything else; what the machine did last. Of each kind the most used first. */
export function mostTelling(keys: readonly string[]): string[] {
  const rank = (key: string) =>
    key.startsWith('system/')
      ? 3
      : /loss|rmse|mse|mae|err/i.test(key)
        ? 0
        : /acc|auc|f1|score|r2/i.test(key)
          ? 1
          : 2;
  return keys.toSorted((a, b) => rank(a) - rank(b)).slice(0, 8);
}
