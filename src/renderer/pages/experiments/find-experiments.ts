import type { Experiment } from '../../../contract/index.ts';
import type { ExperimentPath } from '../../experiment-tree.ts';

type PathOf = (name: string) => ExperimentPath;

/** The experiments of a folder and of those in it, with their places as seen from there. */
export function within(
  experiments: readonly Experiment[],
  pathOf: PathOf,
  folder: readonly string[],
): { experiments: readonly Experiment[]; pathOf: PathOf } {
  if (folder.length === 0) return { experiments, pathOf };
  return {
    experiments: experiments.filter(({ name }) => {
      const { folders } = pathOf(name);
      return folder.every((part, index) => folders[index] === part);
    }),
    pathOf: (name) => {
      const { folders, label } = pathOf(name);
      return { folders: folders.slice(folder.length), label };
    },
  };
}

/** Those whose name, note or tags hold every word. */
export function matching(experiments: readonly Experiment[], search: string): readonly Experiment[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return experiments;
  return experiments.filter(({ name, tags = [] }) => {
    const text = [name, ...tags.flatMap(({ key, value }) => [key, value])].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
