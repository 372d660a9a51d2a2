import { useQueries } from '@tanstack/react-query';
import type { FileInfo } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { artifactsKey } from './artifacts.ts';

/** Folders right below a run's root in which clients and people put pictures, texts, tables and sound. */
const FOLDERS: ReadonlySet<string> = new Set([
  ...['images', 'plots', 'figures', 'samples', 'media'],
  ...['audio', 'video', 'videos', 'text', 'tables'],
]);
/** What was listed is not listed again so soon; a signal tells of what is uploaded in between. */
const FRESH_MS = 30_000;

interface RunFiles {
  runId: string;
  files: readonly FileInfo[];
}

/** The files at the root of each run and in its folders of media, in the order of the runs; those not listed yet are left out. */
export function useRunFiles(runIds: readonly string[]): {
  listed: readonly RunFiles[];
  isReading: boolean;
  error: Error | undefined;
  readAgain: () => void;
} {
  return useQueries({ queries: runIds.map(filesOptions), combine });
}

const filesOptions = (runId: string) => ({
  // Among the run's folders, which are read anew when files come or go.
  queryKey: [...artifactsKey(runId), 'folder', '', 'media'],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<RunFiles> => {
    const root = await list(runId, undefined, signal);
    const folders = root.filter(({ path, is_dir }) => is_dir && FOLDERS.has(path));
    const below = await Promise.all(folders.map(({ path }) => list(runId, path, signal)));
    return { runId, files: [...root, ...below.flat()].filter(({ is_dir }) => !is_dir) };
  },
  staleTime: FRESH_MS,
});

async function list(runId: string, path: string | undefined, signal: AbortSignal): Promise<FileInfo[]> {
  const { files = [] } = await tracker.call('listRunArtifacts', { run_id: runId, path }, { signal });
  return files;
}

interface Listing {
  data: RunFiles | undefined;
  isPending: boolean;
  error: Error | null;
  refetch: () => Promise<unknown>;
}

function combine(results: Listing[]) {
  return {
    listed: results.flatMap(({ data }) => data ?? []),
    isReading: results.some(({ isPending }) => isPending),
    error: results.find(({ error }) => error)?.error ?? undefined,
    readAgain: () => void Promise.all(results.map(({ refetch }) => refetch())),
  };
}
