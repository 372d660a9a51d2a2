import type { Run } from '../../../contract/index.ts';
import type { ArtifactOwner } from '../../queries/artifacts.ts';

/** A run as the owner of its artifacts. */
export function ownerOf({ info }: Run): ArtifactOwner {
  return { kind: 'run', id: info.run_id, uri: info.artifact_uri };
}
