import { Box, ChevronRight, File, Folder } from 'lucide-react';
import type { ReactNode } from 'react';
import type { NodeRendererProps } from 'react-arborist';
import { formatBytes } from '../format.ts';

const ICONS = { file: File, folder: Folder, model: Box } as const;

/** What trees of artifacts have in common: nothing is dragged, one file is chosen, and the arrow keys choose. */
export const FILE_TREE = {
  rowHeight: 28,
  indent: 14,
  paddingTop: 4,
  overscanCount: 8,
  openByDefault: false,
  selectionFollowsFocus: true,
  disableDrag: true,
  disableDrop: true,
  disableMultiSelection: true,
  rowClassName:
    'outline-none focus-visible:*:outline-2 focus-visible:*:outline-accent focus-visible:*:-outline-offset-2',
} as const;

interface FileTreeRowProps<Node> extends Pick<NodeRendererProps<Node>, 'node' | 'style'> {
  /** Bytes of a file, where they are known. */
  size: number | undefined;
  /** At the right end. */
  children?: ReactNode;
}

/** A file or a folder in a tree. */
export function FileTreeRow<Node extends { name: string; kind: keyof typeof ICONS }>({
  node,
  style,
  size,
  children,
}: FileTreeRowProps<Node>) {
  const { name, kind } = node.data;
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
      {children}
    </div>
  );
}
