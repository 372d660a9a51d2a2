import { useMemo, useState } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import type { Run } from '../../../../contract/index.ts';
import { foldersOf } from '../../../artifacts/artifact-path.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { type Artifact, useArtifactFolders } from '../../../queries/artifacts.ts';
import { useLoggedModels } from '../../../queries/run.ts';
import { modelIdsOf } from '../../run/run-models.ts';
import type { CompareAddress } from '../compare-address.ts';
import { ComparedTree } from './ComparedTree.tsx';
import { type ComparedRoot, comparedRoots, nodeId, nodesBelow } from './compared-nodes.ts';
import { FileComparison } from './FileComparison.tsx';
import { useSameContents } from './use-same-contents.ts';

interface CompareArtifactsProps {
  runs: readonly Run[];
  address: CompareAddress;
  onChange: (changed: Partial<CompareAddress>) => void;
}

/** A folder of the comparison. */
interface Folder {
  model: string | undefined;
  path: string;
}

/** The files of all runs as one tree, and beside it one of them as two or more runs have it. */
export default function CompareArtifacts({ runs, address, onChange }: CompareArtifactsProps) {
  const { path, model } = address;
  const models = useLoggedModels(useMemo(() => [...new Set(runs.flatMap(modelIdsOf))], [runs]));
  const roots = useMemo(() => comparedRoots(runs, models), [runs, models]);
  const [opened, setOpened] = useState<readonly Folder[]>(() =>
    path === undefined ? [] : foldersOf(path).map((folder) => ({ model, path: folder })),
  );
  const folders = useMemo(
    () => unique([{ model: undefined, path: '' }, ...opened]).flatMap((folder) => artifactsOf(roots, folder)),
    [roots, opened],
  );
  const { listings, error, isPending, readAgain } = useArtifactFolders(folders);
  const listed = unique([{ model: undefined, path: '' }, ...opened]).flatMap((folder) => {
    const root = roots.find((candidate) => candidate.model === folder.model);
    return root ? nodesBelow(root, folder.path, listings) : [];
  });
  const contents = useSameContents(listed);
  const selectedId = path === undefined ? undefined : nodeId(model, path);
  const selected = listed.find(({ id }) => id === selectedId);
  const isEmpty = !isPending && listed.length === 0 && roots.length === 1;
  if (isEmpty && error === undefined)
    return (
      <EmptyState title="These runs have no artifacts">What they log as files is compared here.</EmptyState>
    );
  return (
    <Group className="min-h-0 flex-1">
      <Panel
        id="compared-tree"
        defaultSize={300}
        minSize={180}
        maxSize="60%"
        groupResizeBehavior="preserve-pixel-size"
        className="flex min-h-0 flex-col"
      >
        {error && <ErrorNotice error={error} onRetry={readAgain} />}
        {(listings.size > 0 || !isPending) && (
          <ComparedTree
            roots={roots}
            listings={listings}
            contents={contents}
            opened={openIds(opened)}
            selectedId={selectedId}
            onSelect={(node) => onChange({ path: node.path, model: node.root.model })}
            onToggle={(node) =>
              setOpened((known) => unique([...known, { model: node.root.model, path: node.path }]))
            }
          />
        )}
      </Panel>
      <Separator
        aria-label="Width of the tree"
        className="w-px flex-none bg-separator outline-offset-0 data-[separator=active]:bg-accent data-[separator=hover]:bg-accent"
      />
      <Panel id="compared-file" minSize={240} className="flex min-h-0 flex-col">
        {selected ? (
          <FileComparison
            key={selected.id}
            runs={runs}
            node={selected}
            address={address}
            onChange={onChange}
          />
        ) : (
          <p className="p-4 text-muted">{hint(path, isPending)}</p>
        )}
      </Panel>
    </Group>
  );
}

function hint(path: string | undefined, isPending: boolean): string {
  if (path === undefined) return 'Choose a file on the left to see it beside itself.';
  return isPending ? '' : `None of these runs has ${path}.`;
}

/** One folder as each of the runs has it. */
function artifactsOf(roots: readonly ComparedRoot[], { model, path }: Folder): Artifact[] {
  const root = roots.find((candidate) => candidate.model === model);
  return (root?.owners ?? []).flatMap((owner) => (owner === undefined ? [] : { owner, path }));
}

function unique(folders: readonly Folder[]): Folder[] {
  return [...new Map(folders.map((folder) => [nodeId(folder.model, folder.path), folder])).values()];
}

/** Folders in the tree end in a slash; a model's root is a node of its own. */
function openIds(opened: readonly Folder[]): string[] {
  return opened.map(({ model, path }) => (path === '' ? nodeId(model, '') : `${nodeId(model, path)}/`));
}
