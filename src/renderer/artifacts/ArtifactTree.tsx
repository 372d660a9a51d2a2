import { Box, ChevronRight, File, Folder } from 'lucide-react';
import { type Ref, useRef } from 'react';
import { type NodeRendererProps, Tree, type TreeApi } from 'react-arborist';
import type { FileInfo } from '../../contract/index.ts';
import { formatBytes } from '../format.ts';
import { type Artifact, artifactId } from '../queries/artifacts.ts';
import { useElementSize } from '../use-element-size.ts';
import { type ArtifactNode, type ArtifactRoot, nodesBelow, topNodes } from './artifact-nodes.ts';

const ICONS = { file: File, folder: Folder, model: Box } as const;

interface ArtifactTreeProps {
  roots: readonly ArtifactRoot[];
  listings: ReadonlyMap<string, readonly FileInfo[]>;
  /** The ids of the folders that are open at first. */
  opened: readonly string[];
  selected: Artifact | undefined;
  onSelect: (artifact: Artifact) => void;
  onToggle: (folderId: string) => void;
  ref: Ref<TreeApi<ArtifactNode> | undefined>;
}

/** Files and folders. Arrow keys walk through it, and what they reach is shown beside it. */
export function ArtifactTree({
  roots,
  listings,
  opened,
  selected,
  onSelect,
  onToggle,
  ref,
}: ArtifactTreeProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(frame);
  return (
    <div ref={frame} className="min-h-0 flex-1 px-2">
      {height > 0 && (
        <Tree<ArtifactNode>
          ref={ref}
          aria-label="Artifacts"
          // Without it the tree listens on the whole window and turns away what is dropped anywhere on the page.
          dndRootElement={frame.current}
          data={topNodes(roots, listings)}
          width={width - 16}
          height={height}
          rowHeight={28}
          indent={14}
          paddingTop={4}
          overscanCount={8}
          openByDefault={false}
          initialOpenState={Object.fromEntries(opened.map((id) => [id, true]))}
          childrenAccessor={(node) => (node.kind === 'file' ? null : nodesBelow(node.artifact, listings))}
          onToggle={onToggle}
          selectionFollowsFocus
          disableDrag
          disableDrop
          disableMultiSelection
          {...(selected && { selection: artifactId(selected) })}
          onSelect={([node]) => {
            if (node?.data.kind === 'file') onSelect(node.data.artifact);
          }}
          rowClassName="outline-none focus-visible:*:outline-2 focus-visible:*:outline-accent focus-visible:*:-outline-offset-2"
        >
          {Row}
        </Tree>
      )}
    </div>
  );
}

function Row({ node, style }: NodeRendererProps<ArtifactNode>) {
  const { name, kind, size } = node.data;
  const Icon = ICONS[kind];
  return (
    <div
      style={style}
      title={name}
      onClick={() => node.isInternal && node.toggle()}
      className={`flex h-7 cursor-default items-center gap-1.5 rounded-md pr-2 hover:bg-hover ${node.isSelected && kind === 'file' ? 'bg-selected font-medium' : 'text-soft'}`}
    >
      {kind === 'file' ? (
        <span className="w-4 flex-none" />
      ) : (
        <ChevronRight className={`text-faint transition-transform ${node.isOpen ? 'rotate-90' : ''}`} />
      )}
      <Icon className="text-faint" />
      <span className="min-w-0 flex-1 truncate">{name}</span>
      {size !== undefined && kind === 'file' && (
        <span className="flex-none text-11 text-muted tabular-nums">{formatBytes(size)}</span>
      )}
    </div>
  );
}
