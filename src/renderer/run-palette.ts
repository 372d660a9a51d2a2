/** How many colours there are: the tokens `--color-run-1` to `--color-run-20`. */
export const RUN_COLOUR_COUNT = 20;

/** Numbers of colours, from 1, by run id. */
export type Colours = Readonly<Record<string, number>>;

/** FNV-1a over the id: ids are random, but any spelling of one has to spread. */
export function colourOfId(runId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < runId.length; index += 1)
    hash = Math.imul(hash ^ runId.charCodeAt(index), 0x01000193) >>> 0;
  return (hash % RUN_COLOUR_COUNT) + 1;
}

/**
 * Colours for those of the shown runs that would share one with another: the next free ones, first come first served. Runs that
 * were shown `before`, and those whose colour a person chose, keep theirs. Where every colour is taken, a run has the one of its id.
 * Undefined where nothing has to change.
 */
export function avoidCollisions(
  shown: readonly string[],
  before: ReadonlySet<string>,
  { chosen, moved }: { chosen: Colours; moved: Colours },
): Colours | undefined {
  const taken = new Set<number>();
  const coming: string[] = [];
  for (const id of shown) {
    const kept = chosen[id] ?? (before.has(id) ? (moved[id] ?? colourOfId(id)) : undefined);
    if (kept === undefined) coming.push(id);
    else taken.add(kept);
  }
  const added: Record<string, number> = {};
  for (const id of coming) {
    if (taken.size === RUN_COLOUR_COUNT) break;
    const wanted = moved[id] ?? colourOfId(id);
    const colour = nextFree(wanted, taken);
    taken.add(colour);
    if (colour !== wanted) added[id] = colour;
  }
  return Object.keys(added).length > 0 ? added : undefined;
}

function nextFree(wanted: number, taken: ReadonlySet<number>): number {
  let colour = wanted;
  while (taken.has(colour)) colour = (colour % RUN_COLOUR_COUNT) + 1;
  return colour;
}
