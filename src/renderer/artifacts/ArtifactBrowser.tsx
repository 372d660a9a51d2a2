import { ChevronDown, ChevronUp } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { TreeApi } from 'react-arborist';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { useCommands } from '../commands.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { ErrorNotice } from '../components/ErrorNotice.tsx';
import { IconButton } from '../components/IconButton.tsx';
import { Snippet } from '../components/Snippet.tsx';
import { type Artifact, artifactId, useArtifactFolders } from '../queries/artifacts.ts';
import { ArtifactDrop } from './ArtifactDrop.tsx';
import { ArtifactTree } from './ArtifactTree.tsx';
import { ArtifactViewer } from './ArtifactViewer.tsx';
import type { ArtifactNode, ArtifactRoot } from './artifact-nodes.ts';
import { foldersOf } from './artifact-path.ts';
import { tellingFile } from './telling-file.ts';

interface ArtifactBrowserProps {
  roots: readonly ArtifactRoot[];
  selected: Artifact | undefined;
  onSelect: (artifact: Artifact | undefined) => void;
}

/** The files of a run or a model: a tree, and beside it the one that is chosen. */
export default function ArtifactBrowser({ roots, selected: chosen, onSelect }: ArtifactBrowserProps) {
  const tree = useRef<TreeApi<ArtifactNode>>(undefined);
  const [opened, setOpened] = useState<readonly Artifact[]>(() => (chosen ? ancestors(chosen) : []));
  const first = roots.slice(0, 1).map(({ owner }) => ({ owner, path: '' }));
  const { listings, error, isPending, readAgain } = useArtifactFolders(unique([...first, ...opened]));

  const [top] = first;
  const telling = top && tellingFile(listings.get(artifactId(top)) ?? []);
  // While nothing is chosen, what tells most is shown.
  const selected = chosen ?? (top && telling !== undefined ? { owner: top.owner, path: telling } : undefined);

  const toggle = (id: string) => {
    const folder = tree.current?.get(id)?.data.artifact;
    if (folder) setOpened((known) => unique([...known, folder]));
  };
  const step = (by: 1 | -1) => {
    const files = (tree.current?.visibleNodes ?? []).filter(({ data }) => data.kind === 'file');
    const at = files.findIndex(({ id }) => selected !== undefined && id === artifactId(selected));
    const next = files[at < 0 ? 0 : at + by];
    if (next === undefined) return;
    void tree.current?.scrollTo(next.id);
    onSelect(next.data.artifact);
  };
  const latestStep = useRef(step);
  latestStep.current = step;
  useCommands(
    useMemo(
      () => [
        {
          label: 'Show the next file',
          section: 'This page',
          icon: ChevronDown,
          keys: 'j',
          run: () => latestStep.current(1),
        },
        {
          label: 'Show the previous file',
          section: 'This page',
          icon: ChevronUp,
          keys: 'k',
          run: () => latestStep.current(-1),
        },
      ],
      [],
    ),
  );
  const [own] = roots;
  if (own === undefined) return null;
  return (
    <Group className="min-h-0 flex-1">
      <Panel
        id="tree"
        defaultSize={300}
        minSize={180}
        maxSize="60%"
        groupResizeBehavior="preserve-pixel-size"
      >
        <ArtifactDrop owner={own.owner} name={own.name}>
          {(addFiles) => (
            <>
              <header className="flex h-10 flex-none items-center gap-1 border-b border-separator pr-2 pl-4">
                <h2 className="text-12 font-semibold">Artifacts</h2>
                <IconButton
                  icon={ChevronUp}
                  label="Previous file"
                  keys="k"
                  className="ml-auto"
                  onClick={() => step(-1)}
                />
                <IconButton icon={ChevronDown} label="Next file" keys="j" onClick={() => step(1)} />
                {addFiles}
              </header>
              {error && <ErrorNotice error={error} onRetry={readAgain} />}
              {!isPending && (
                <ArtifactTree
                  ref={tree}
                  roots={roots}
                  listings={listings}
                  opened={opened.map(artifactId)}
                  selected={selected}
                  onSelect={(artifact) => {
                    if (chosen === undefined || artifactId(artifact) !== artifactId(chosen))
                      onSelect(artifact);
                  }}
                  onToggle={toggle}
                />
              )}
            </>
          )}
        </ArtifactDrop>
      </Panel>
      <Separator
        aria-label="Width of the tree"
        className="w-px bg-separator outline-offset-0 data-[separator=active]:bg-accent data-[separator=hover]:bg-accent"
      />
      <Panel id="viewer" minSize={240}>
        {selected ? (
          <ArtifactViewer
            key={artifactId(selected)}
            artifact={selected}
            onDeleted={() => onSelect(undefined)}
          />
        ) : (
          <NothingChosen
            isEmpty={
              !isPending &&
              roots.length === 1 &&
              listings.get(artifactId({ owner: own.owner, path: '' }))?.length === 0
            }
          />
        )}
      </Panel>
    </Group>
  );
}

function NothingChosen({ isEmpty }: { isEmpty: boolean }) {
  if (!isEmpty)
    return <p className="grid h-full place-items-center text-muted">Choose a file on the left.</p>;
  return (
    <EmptyState title="No artifacts yet">
      Drop files on the list at the left, or log them.
      <Snippet
        label="In the script, while the run is active"
        code={'mlflow.log_artifact("model.pt")'}
        what="line"
      />
    </EmptyState>
  );
}

function ancestors({ owner, path }: Artifact): Artifact[] {
  return foldersOf(path).map((folder) => ({ owner, path: folder }));
}

function unique(folders: readonly Artifact[]): Artifact[] {
  return [...new Map(folders.map((folder) => [artifactId(folder), folder])).values()];
}
