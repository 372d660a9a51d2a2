import { useMemo } from 'react';
import { experimentPaths } from '../experiment-tree.ts';
import { useExperiments } from '../queries/experiments.ts';
import type { Crumb } from './PageHeader.tsx';

const ALL: Crumb = { label: 'Experiments', to: '/experiments' };

/** What leads to an experiment, folder by folder, and what its name is there. */
export function useExperimentCrumbs(name: string): { crumbs: Crumb[]; label: string } {
  const { data: experiments } = useExperiments();
  const pathOf = useMemo(() => experimentPaths(experiments ?? []), [experiments]);
  const { folders, label } = pathOf(name);
  return { crumbs: folderCrumbs(folders), label };
}

/** What leads to what is in a folder. */
export function folderCrumbs(folders: readonly string[]): Crumb[] {
  const within = folders.map((label, index) => ({
    label,
    to: `/experiments?${new URLSearchParams({ folder: folders.slice(0, index + 1).join('/') })}`,
  }));
  return [ALL, ...within];
}
