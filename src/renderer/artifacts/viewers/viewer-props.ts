import type { Artifact } from '../../queries/artifacts.ts';

export interface ViewerProps {
  artifact: Artifact;
  /** In bytes. */
  size: number;
  /** Another one when the file was replaced. */
  version: string;
}
