import './lineage.css';
import {
  type Edge,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Panel,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import {
  Activity,
  AtSign,
  Box,
  Boxes,
  Columns3,
  Database,
  Ellipsis,
  type LucideIcon,
  Maximize,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { Link } from 'react-router';
import { IconButton } from '../../components/IconButton.tsx';
import type { ModelLineage } from '../../queries/model-lineage.ts';
import { useElementSize } from '../../use-element-size.ts';
import { type LineageKind, type LineageNode, lineageGraph, NODE_HEIGHT } from './lineage-graph.ts';

const LOOKS: Record<LineageKind, { icon: LucideIcon; word: string }> = {
  dataset: { icon: Database, word: 'Dataset' },
  run: { icon: Activity, word: 'Run' },
  logged_model: { icon: Box, word: 'Logged model' },
  version: { icon: Boxes, word: 'Version' },
  stage: { icon: Columns3, word: 'Stage' },
  alias: { icon: AtSign, word: 'Alias' },
  more: { icon: Ellipsis, word: 'Not drawn' },
};
const FIT = { padding: '16px', maxZoom: 1 } as const;

type DrawnNode = Node<{ part: LineageNode }, 'part'>;

/** Where a version comes from and what came of it: each part leads to its page. */
export default function LineageGraph({ lineage }: { lineage: ModelLineage }) {
  return (
    <ReactFlowProvider>
      <Drawing lineage={lineage} />
    </ReactFlowProvider>
  );
}

function Drawing({ lineage }: { lineage: ModelLineage }) {
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(frame);
  const { fitView, zoomIn, zoomOut } = useReactFlow();
  const { nodes, edges } = useMemo(() => drawn(lineage, width), [lineage, width]);
  useEffect(() => {
    if (width > 0 && height > 0 && nodes.length > 0) void fitView(FIT);
  }, [fitView, width, height, nodes]);
  return (
    <div ref={frame} className="min-h-0 flex-1">
      <ReactFlow
        aria-label="Lineage"
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnDoubleClick={false}
        deleteKeyCode={null}
        minZoom={0.2}
        maxZoom={1.5}
        fitView
        fitViewOptions={FIT}
      >
        <Panel position="top-right" className="flex gap-0.5">
          <IconButton icon={ZoomIn} label="Zoom in" onClick={() => void zoomIn()} />
          <IconButton icon={ZoomOut} label="Zoom out" onClick={() => void zoomOut()} />
          <IconButton icon={Maximize} label="Show all of it" onClick={() => void fitView(FIT)} />
        </Panel>
      </ReactFlow>
    </div>
  );
}

function drawn(lineage: ModelLineage, room: number): { nodes: DrawnNode[]; edges: Edge[] } {
  const { nodes, edges, width } = lineageGraph(lineage, room);
  return {
    nodes: nodes.map((part) => ({
      id: part.id,
      type: 'part',
      position: { x: part.x, y: part.y },
      width,
      height: NODE_HEIGHT,
      data: { part },
    })),
    edges: edges.map((edge) => ({ ...edge, markerEnd: { type: MarkerType.Arrow } })),
  };
}

const SURFACE =
  'pointer-events-auto flex h-full items-center gap-2 rounded-md border bg-panel px-2.5 text-12 outline-offset-2';

function PartNode({ data: { part } }: NodeProps<DrawnNode>) {
  const { icon: Icon, word } = LOOKS[part.kind];
  const border = part.isSubject ? 'border-accent' : 'border-separator';
  const words = (
    <>
      <Icon className={part.isSubject ? 'text-accent' : 'text-faint'} />
      <span className="min-w-0">
        <span className="sr-only">{word}: </span>
        <span className="block truncate font-medium">{part.title}</span>
        <span className="block truncate text-11 text-muted">{part.detail}</span>
      </span>
    </>
  );
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      {part.to === undefined || part.isSubject ? (
        <div
          title={part.title}
          className={`${SURFACE} ${border}`}
          {...(part.isSubject && { 'aria-current': 'page' as const })}
        >
          {words}
        </div>
      ) : (
        <Link
          to={part.to}
          title={`${word}: ${part.title}`}
          className={`nopan ${SURFACE} ${border} hover:border-outline hover:bg-hover`}
        >
          {words}
        </Link>
      )}
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </>
  );
}

const NODE_TYPES = { part: PartNode };
