import { tracker } from '../tracker.ts';

const MOST_AT_ONCE = 1000;

/** Which of the experiments each run is in: the ids of the runs by that of their experiment. */
export async function homesOf(
  runIds: readonly string[],
  experimentIds: readonly string[],
): Promise<Map<string, string[]>> {
  const homes = new Map<string, string[]>();
  for (let start = 0; start < runIds.length; start += MOST_AT_ONCE) {
    const part = runIds.slice(start, start + MOST_AT_ONCE);
    const { rows } = await tracker.call('searchRunRows', {
      experiment_ids: [...experimentIds],
      filter: `attributes.run_id IN (${part.map((id) => `'${id.replaceAll("'", '')}'`).join(', ')})`,
      run_view_type: 'ACTIVE_ONLY',
      max_results: MOST_AT_ONCE,
      order_by: [],
      metric_keys: [],
      param_keys: [],
      tag_keys: [],
    });
    for (const { run_id, experiment_id } of rows)
      homes.set(experiment_id, [...(homes.get(experiment_id) ?? []), run_id]);
  }
  return homes;
}
