import { useQueries } from '@tanstack/react-query';
import { type Artifact, artifactId, artifactsKey, artifactUrl, messageIn } from './artifacts.ts';

/** The texts of several files that are small enough to be held whole, by `artifactId`; those that cannot be read are left out. */
export function useArtifactTexts(artifacts: readonly Artifact[]) {
  return useQueries({
    queries: artifacts.map((artifact) => ({
      queryKey: [...artifactsKey(artifact.owner.id), 'text', artifact.path],
      queryFn: ({ signal }: { signal: AbortSignal }) => readText(artifact, signal),
      staleTime: 0,
    })),
    combine: (results) => ({
      texts: new Map(
        results.flatMap(({ data }, index) => {
          const artifact = artifacts[index];
          return artifact && data !== undefined ? [[artifactId(artifact), data] as const] : [];
        }),
      ),
      isPending: results.some(({ isPending }) => isPending),
      error: results.find(({ error }) => error)?.error ?? undefined,
      readAgain: () => void Promise.all(results.map(({ refetch }) => refetch())),
    }),
  });
}

async function readText(artifact: Artifact, signal: AbortSignal): Promise<string> {
  const response = await fetch(artifactUrl(artifact), { signal });
  const text = await response.text();
  if (response.ok) return text;
  throw new Error(messageIn(text) ?? `The tracker answered ${response.status}.`);
}
