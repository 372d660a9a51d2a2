import { useQueryClient } from '@tanstack/react-query';
import { ChevronDown, ChevronUp, RotateCw } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { TreeApi } from 'react-arborist';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { useCommands } from '../commands.ts';
import { ErrorNotice } from '../components/ErrorNotice.tsx';
import { IconButton } from '../components/IconButton.tsx';
import { type Artifact, artifactId, artifactsKey, useArtifactFolders } from '../queries/artifacts.ts';
import { ArtifactTree } from './ArtifactTree.tsx';
import { ArtifactViewer } from './ArtifactViewer.tsx';
import type { ArtifactNode, ArtifactRoot } from './artifact-nodes.ts';
import { foldersOf } from './artifact-path.ts';

interface ArtifactBrowserProps {
  roots: readonly ArtifactRoot[];
  selected: Artifact | undefined;
  onSelect: (artifact: Artifact | undefined) => void;
}

/** The files of a run or a model: a tree, and beside it the one that is chosen. */
export default function ArtifactBrowser({ roots, selected, onSelect }: ArtifactBrowserProps) {
  const cache = useQueryClient();
  const tree = useRef<TreeApi<ArtifactNode>>(undefined);
  const [opened, setOpened] = useState<readonly Artifact[]>(() => (selected ? ancestors(selected) : []));
  const [generation, setGeneration] = useState(0);
  const first = roots.slice(0, 1).map(({ owner }) => ({ owner, path: '' }));
  const { listings, error, isPending } = useArtifactFolders(unique([...first, ...opened]));

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
  const refresh = () => {
    setGeneration(generation + 1);
    for (const { owner } of roots) void cache.invalidateQueries({ queryKey: artifactsKey(owner.id) });
  };
  return (
    <Group className="min-h-0 flex-1">
      <Panel
        id="tree"
        defaultSize={300}
        minSize={180}
        maxSize="60%"
        groupResizeBehavior="preserve-pixel-size"
      >
        <div className="flex h-full min-h-0 flex-col">
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
            <IconButton icon={RotateCw} label="Read anew" onClick={refresh} />
          </header>
          {error && <ErrorNotice error={error} onRetry={refresh} />}
          {!isPending && (
            <ArtifactTree
              ref={tree}
              roots={roots}
              listings={listings}
              opened={opened.map(artifactId)}
              selected={selected}
              onSelect={(artifact) => {
                if (selected === undefined || artifactId(artifact) !== artifactId(selected))
                  onSelect(artifact);
              }}
              onToggle={toggle}
            />
          )}
        </div>
      </Panel>
      <Separator
        aria-label="Width of the tree"
        className="w-px bg-separator outline-offset-0 data-[separator=active]:bg-accent data-[separator=hover]:bg-accent"
      />
      <Panel id="viewer" minSize={240}>
        {selected ? (
          <ArtifactViewer
            key={`${artifactId(selected)} ${generation}`}
            artifact={selected}
            onDeleted={() => onSelect(undefined)}
          />
        ) : (
          <p className="p-4 text-muted">Choose a file on the left.</p>
        )}
      </Panel>
    </Group>
  );
}

function ancestors({ owner, path }: Artifact): Artifact[] {
  return foldersOf(path).map((folder) => ({ owner, path: folder }));
}

function unique(folders: readonly Artifact[]): Artifact[] {
  return [...new Map(folders.map((folder) => [artifactId(folder), folder])).values()];
}
