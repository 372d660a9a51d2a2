import type { DiskItem } from '../../queries/disk.ts';

/** A rectangle of the treemap: an experiment with what is in it, or a run or logged model. */
export interface DiskNode {
  id: string;
  name: string;
  value: number;
  kind: DiskItem['kind'] | 'rest';
  path?: string;
  children?: DiskNode[];
}

/** Experiments with their runs and logged models; what the tracker does not list singly is one rest. */
export function diskTree(items: readonly DiskItem[]): DiskNode[] {
  const parts = new Map<string, DiskNode[]>();
  for (const item of items) {
    if (item.kind === 'experiment' || item.bytes === 0) continue;
    const siblings = parts.get(item.experiment_id) ?? [];
    siblings.push(leaf(item));
    parts.set(item.experiment_id, siblings);
  }
  return items
    .filter(({ kind, bytes }) => kind === 'experiment' && bytes > 0)
    .map((item) => {
      const children = parts.get(item.experiment_id) ?? [];
      const rest = item.bytes - children.reduce((sum, { value }) => sum + value, 0);
      if (rest > 0 && children.length > 0)
        children.push({ id: `rest ${item.id}`, name: 'Others', value: rest, kind: 'rest' });
      return { ...leaf(item), ...(children.length > 0 && { children }) };
    });
}

function leaf({ id, name, bytes, kind, experiment_id }: DiskItem): DiskNode {
  const path =
    kind === 'experiment'
      ? `/disk?experiment=${id}`
      : kind === 'run'
        ? `/experiments/${experiment_id}/runs/${id}`
        : undefined;
  return { id, name, value: bytes, kind, ...(path !== undefined && { path }) };
}
