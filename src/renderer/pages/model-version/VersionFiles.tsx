import { useSearchParams } from 'react-router';
import ArtifactBrowser from '../../artifacts/ArtifactBrowser.tsx';
import type { Artifact } from '../../queries/artifacts.ts';
import { below } from './use-version-files.ts';

/** The files that a version is of, with the chosen one in the address. */
export default function VersionFiles({ folder, name }: { folder: Artifact; name: string }) {
  const [query, setQuery] = useSearchParams();
  const path = query.get('path') ?? (folder.path === '' ? undefined : below(folder, 'MLmodel'));
  const select = (artifact: Artifact | undefined) =>
    setQuery({ tab: 'files', ...(artifact && { path: artifact.path }) }, { replace: true });
  return (
    <ArtifactBrowser
      roots={[{ owner: folder.owner, name }]}
      selected={path === undefined ? undefined : { owner: folder.owner, path }}
      onSelect={select}
    />
  );
}
