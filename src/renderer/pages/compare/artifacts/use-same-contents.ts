import { useQueries } from '@tanstack/react-query';
import { type Artifact, artifactId, artifactUrl } from '../../../queries/artifacts.ts';
import { type ComparedNode, markOf } from './compared-nodes.ts';

/** More bytes than this of one file, all runs together, are not read only to mark it. */
const MOST_BYTES = 4_000_000;
const MOST_FILES = 200;

/** Whether files of equal size hold the same bytes in all runs, by the node's id; larger ones and those not read yet are left out. */
export function useSameContents(nodes: readonly ComparedNode[]): ReadonlyMap<string, boolean> {
  const asked = nodes.filter(isCheap).slice(0, MOST_FILES);
  return useQueries({
    queries: asked.map(({ artifacts, sizes }) => {
      const files = artifacts.filter((artifact) => artifact !== undefined);
      return {
        queryKey: ['same-contents', files.map(artifactId), sizes[0]],
        queryFn: ({ signal }: { signal: AbortSignal }) => areSame(files, signal),
      };
    }),
    combine: (results) =>
      new Map(
        results.flatMap(({ data }, index) => {
          const node = asked[index];
          return node === undefined || data === undefined ? [] : [[node.id, data] as const];
        }),
      ),
  });
}

function isCheap(node: ComparedNode): boolean {
  const size = node.sizes[0];
  if (node.kind !== 'file' || size === undefined || markOf(node) !== 'equal-sizes') return false;
  return size * node.artifacts.length <= MOST_BYTES;
}

async function areSame([first, ...others]: readonly Artifact[], signal: AbortSignal): Promise<boolean> {
  if (first === undefined) return true;
  const bytes = await read(first, signal);
  for (const other of others) {
    const otherBytes = await read(other, signal);
    if (bytes.length !== otherBytes.length || bytes.some((byte, at) => byte !== otherBytes[at])) return false;
  }
  return true;
}

async function read(artifact: Artifact, signal: AbortSignal): Promise<Uint8Array> {
  const response = await fetch(artifactUrl(artifact), { signal });
  if (!response.ok) throw new Error(`The tracker answered ${response.status}.`);
  return response.bytes();
}
