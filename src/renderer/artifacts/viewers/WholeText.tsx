import type { ReactNode } from 'react';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { type Artifact, useArtifactText } from '../../queries/artifacts.ts';

interface WholeTextProps {
  artifact: Artifact;
  children: (text: string) => ReactNode;
}

/** Shows what `children` makes of a small file's text once it is there. */
export function WholeText({ artifact, children }: WholeTextProps) {
  const { data, error, refetch } = useArtifactText(artifact);
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  return data === undefined ? null : children(data);
}
