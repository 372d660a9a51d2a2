import { ChevronRight } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { type NodeRendererProps, Tree } from 'react-arborist';
import { useElementSize } from '../../use-element-size.ts';
import { DataTable } from '../DataTable.tsx';
import { shapesIn } from '../geojson.ts';
import {
  childrenOf,
  isContainer,
  type JsonNode,
  openedAtFirst,
  rootNodes,
  summaryOf,
  tableIn,
} from '../json-tree.ts';
import { cellText } from '../table-source.ts';
import { GeoMap } from './GeoMap.tsx';
import { TextViewer } from './TextViewer.tsx';
import type { ViewerProps } from './viewer-props.ts';
import { WholeText } from './WholeText.tsx';

export function JsonViewer(props: ViewerProps) {
  return <WholeText artifact={props.artifact}>{(text) => <ParsedJson text={text} {...props} />}</WholeText>;
}

/** The document as a tree, a logged table as a table, GeoJSON as what it draws; as text where it is no JSON after all. */
function ParsedJson({ text, ...props }: ViewerProps & { text: string }) {
  const parsed = useMemo(() => parse(text), [text]);
  const table = useMemo(() => tableIn(parsed?.value), [parsed]);
  const shapes = useMemo(
    () => (/\.geojson$/i.test(props.artifact.path) ? shapesIn(parsed?.value) : undefined),
    [parsed, props.artifact.path],
  );
  if (parsed === undefined)
    return (
      <>
        <p className="px-4 py-2 text-12 text-muted">This is not valid JSON, so it is shown as text.</p>
        <TextViewer {...props} />
      </>
    );
  if (shapes) return <GeoMap label={props.artifact.path} shapes={shapes} />;
  return table ? (
    <JsonTable label={props.artifact.path} {...table} />
  ) : (
    <JsonTree label={props.artifact.path} value={parsed.value} />
  );
}

interface JsonTableProps {
  label: string;
  columns: readonly string[];
  rows: readonly (readonly unknown[])[];
}

function JsonTable({ label, columns, rows }: JsonTableProps) {
  const named = useMemo(
    () =>
      columns.map((name, index) => ({
        name,
        isNumeric: rows.every((row) => typeof row[index] === 'number'),
      })),
    [columns, rows],
  );
  return (
    <DataTable
      label={label}
      columns={named}
      rowCount={rows.length}
      rowAt={(row) => rows[row]?.map(cellText)}
    />
  );
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function JsonTree({ label, value }: { label: string; value: unknown }) {
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(frame);
  const roots = useMemo(() => rootNodes(value), [value]);
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => new Set(openedAtFirst(roots)));
  const toggle = (id: string) =>
    setOpened(
      (known) => new Set(known.has(id) ? [...known].filter((other) => other !== id) : [...known, id]),
    );
  return (
    <div ref={frame} className="min-h-0 flex-1 px-2">
      {height > 0 && (
        <Tree<JsonNode>
          dndRootElement={frame.current}
          aria-label={label}
          data={roots}
          width={width - 16}
          height={height}
          rowHeight={24}
          indent={16}
          paddingTop={4}
          openByDefault={false}
          initialOpenState={Object.fromEntries([...opened].map((id) => [id, true]))}
          childrenAccessor={(node) =>
            isContainer(node.value) ? (opened.has(node.id) ? childrenOf(node) : []) : null
          }
          onToggle={toggle}
          disableDrag
          disableDrop
          disableMultiSelection
          rowClassName="outline-none focus-visible:*:outline-2 focus-visible:*:outline-accent focus-visible:*:-outline-offset-2"
        >
          {Row}
        </Tree>
      )}
    </div>
  );
}

function Row({ node, style }: NodeRendererProps<JsonNode>) {
  const { name, value, first } = node.data;
  const summary = summaryOf(value);
  return (
    <div
      style={style}
      onClick={() => node.toggle()}
      className="flex h-6 cursor-default items-center gap-1 rounded-sm pr-2 font-mono text-12 hover:bg-hover"
    >
      {node.isLeaf ? (
        <span className="w-4 flex-none" />
      ) : (
        <ChevronRight className={`text-faint transition-transform ${node.isOpen ? 'rotate-90' : ''}`} />
      )}
      {name !== '' && <span className="flex-none text-muted">{first === undefined ? `${name}:` : name}</span>}
      <span className="truncate" title={node.isLeaf ? summary : undefined}>
        {first === undefined && summary}
      </span>
    </div>
  );
}
