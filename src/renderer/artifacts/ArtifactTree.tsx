import { type Ref, useRef } from 'react';
import { type NodeRendererProps, Tree, type TreeApi } from 'react-arborist';
import type { FileInfo } from '../../contract/index.ts';
import { type Artifact, artifactId } from '../queries/artifacts.ts';
import { useElementSize } from '../use-element-size.ts';
import { type ArtifactNode, type ArtifactRoot, nodesBelow, topNodes } from './artifact-nodes.ts';
import { FILE_TREE, FileTreeRow } from './FileTreeRow.tsx';

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
          {...FILE_TREE}
          initialOpenState={Object.fromEntries(opened.map((id) => [id, true]))}
          childrenAccessor={(node) => (node.kind === 'file' ? null : nodesBelow(node.artifact, listings))}
          onToggle={onToggle}
          {...(selected && { selection: artifactId(selected) })}
          onSelect={([node]) => {
            if (node?.data.kind === 'file') onSelect(node.data.artifact);
          }}
        >
          {Row}
        </Tree>
      )}
    </div>
  );
}

function Row({ node, style }: NodeRendererProps<ArtifactNode>) {
  return <FileTreeRow node={node} style={style} size={node.data.size} />;
}
