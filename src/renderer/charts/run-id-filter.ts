/** The filter for just these runs. */
export function runIdFilter(runs: readonly { run_id: string }[]): string {
  return `attributes.run_id IN (${runs.map(({ run_id }) => `'${run_id}'`).join(', ')})`;
}
