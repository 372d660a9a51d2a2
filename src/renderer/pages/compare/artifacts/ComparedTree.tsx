import { createContext, use, useEffect, useRef } from 'react';
import { type NodeRendererProps, Tree, type TreeApi } from 'react-arborist';
import type { FileInfo } from '../../../../contract/index.ts';
import { FILE_TREE, FileTreeRow } from '../../../artifacts/FileTreeRow.tsx';
import { useElementSize } from '../../../use-element-size.ts';
import { type ComparedNode, type ComparedRoot, markOf, nodesBelow, topNodes } from './compared-nodes.ts';

/** Whether files hold the same bytes, by node id. */
const Contents = createContext<ReadonlyMap<string, boolean>>(new Map());

interface ComparedTreeProps {
  roots: readonly ComparedRoot[];
  listings: ReadonlyMap<string, readonly FileInfo[]>;
  contents: ReadonlyMap<string, boolean>;
  /** Ids of folders that are open at first. */
  opened: readonly string[];
  selectedId: string | undefined;
  onSelect: (node: ComparedNode) => void;
  onToggle: (folder: ComparedNode) => void;
}

/** Every path that any of the runs has, with whether they have the same there. */
export function ComparedTree(props: ComparedTreeProps) {
  const { roots, listings, contents, opened, selectedId, onSelect, onToggle } = props;
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(frame);
  const tree = useRef<TreeApi<ComparedNode>>(undefined);
  // The file that the address names may come after the tree, once its folder is listed.
  useEffect(() => {
    const node = selectedId === undefined ? null : tree.current?.get(selectedId);
    if (node && !node.isSelected) tree.current?.select(node, { focus: false });
  }, [selectedId, listings, height]);
  const known = useRef(new Map<string, ComparedNode>());
  const remembered = (nodes: ComparedNode[]) => {
    for (const node of nodes) known.current.set(node.id, node);
    return nodes;
  };
  return (
    <div ref={frame} className="min-h-0 flex-1 px-2">
      {height > 0 && (
        <Contents value={contents}>
          <Tree<ComparedNode>
            ref={tree}
            aria-label="Artifacts of all runs"
            // Without it the tree listens on the whole window and turns away what is dropped anywhere on the page.
            dndRootElement={frame.current}
            data={remembered(topNodes(roots, listings))}
            width={width - 16}
            height={height}
            {...FILE_TREE}
            initialOpenState={Object.fromEntries(opened.map((id) => [id, true]))}
            childrenAccessor={({ kind, root, path }) =>
              kind === 'file' ? null : remembered(nodesBelow(root, path, listings))
            }
            onToggle={(id) => {
              const node = known.current.get(id);
              if (node) onToggle(node);
            }}
            {...(selectedId !== undefined && { selection: selectedId })}
            onSelect={([node]) => {
              if (node?.data.kind === 'file' && node.id !== selectedId) onSelect(node.data);
            }}
          >
            {Row}
          </Tree>
        </Contents>
      )}
    </div>
  );
}

function Row({ node, style }: NodeRendererProps<ComparedNode>) {
  const { sizes } = node.data;
  const size = new Set(sizes).size === 1 ? sizes[0] : undefined;
  return (
    <FileTreeRow node={node} style={style} size={size}>
      <Mark node={node.data} />
    </FileTreeRow>
  );
}

/** Whether the runs have the same there. */
function Mark({ node }: { node: ComparedNode }) {
  const isSame = use(Contents).get(node.id);
  const mark = markOf(node);
  const present = node.artifacts.filter((artifact) => artifact !== undefined).length;
  if (mark === 'one') return null;
  if (mark === 'some')
    return (
      <span className="flex-none text-11 text-killed">
        {present} of {node.artifacts.length}
      </span>
    );
  if (node.kind !== 'file') return null;
  if (mark === 'differs' || isSame === false)
    return <span className="flex-none text-11 font-medium text-accent-ink">differs</span>;
  return <span className="flex-none text-11 text-muted">{isSame === undefined ? 'same size' : 'same'}</span>;
}
