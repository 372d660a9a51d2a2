import type { PromptConflict, PromptResolution } from '../contract/index.ts';

export type Choice = { take: 'base' | 'ours' | 'theirs' } | { take: 'text'; text: string };

/** Two numbers of 32 bits over a text (FNV-1a from two starts), as digits. */
function fingerprint(text: string): string {
  const over = (start: number): number => {
    let hash = start;
    for (let index = 0; index < text.length; index++)
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
    return hash;
  };
  return [over(0x811c9dc5), over(0x9e3779b9)].map((part) => part.toString(16).padStart(8, '0')).join('');
}

/** Where two contents disagree, and how that is settled. */
export class Disagreements {
  /** Conflicts that nothing settled. */
  readonly open: PromptConflict[] = [];
  readonly #resolutions: ReadonlyMap<string, PromptResolution>;
  readonly #times = new Map<string, number>();
  readonly #used = new Set<string>();

  constructor(resolutions: readonly PromptResolution[]) {
    this.#resolutions = new Map(resolutions.map((resolution) => [resolution.id, resolution]));
  }

  /** What to take at a conflict: ours where nothing settles it, and then it stays open. */
  settle(conflict: Omit<PromptConflict, 'id'>): Choice {
    const id = this.#idOf(conflict);
    const resolution = this.#resolutions.get(id);
    if (resolution === undefined) {
      this.open.push({ id, ...conflict });
      return { take: 'ours' };
    }
    this.#used.add(id);
    if (resolution.take !== 'text') return { take: resolution.take };
    if (resolution.text === undefined)
      throw new Error(`The resolution of ${conflict.where} takes a text and has none.`);
    return { take: 'text', text: resolution.text };
  }

  /** Ids of resolutions that were never asked for. */
  unknown(): string[] {
    return [...this.#resolutions.keys()].filter((id) => !this.#used.has(id));
  }

  /** The same disagreement twice in one text is told apart by its order. */
  #idOf({ where, base, ours, theirs }: Omit<PromptConflict, 'id'>): string {
    const print = fingerprint(JSON.stringify([where, base ?? null, ours ?? null, theirs ?? null]));
    const times = (this.#times.get(print) ?? 0) + 1;
    this.#times.set(print, times);
    return times === 1 ? print : `${print}-${times}`;
  }
}
