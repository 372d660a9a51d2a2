import { ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useMemo, useRef } from 'react';
import { type NodeRendererProps, type RowRendererProps, Tree, type TreeApi } from 'react-arborist';
import { NavLink, useMatch } from 'react-router';
import type { Experiment } from '../../contract/index.ts';
import { experimentTree, type TreeNode } from '../experiment-tree.ts';
import { useExperiments } from '../queries/experiments.ts';
import { dropWords, useRunDrag } from '../run-drag.ts';
import { useElementSize } from '../use-element-size.ts';
import { ErrorNotice } from './ErrorNotice.tsx';
import { SkeletonBar } from './SkeletonBar.tsx';
import { useRunDrop } from './use-run-drop.ts';

const ROW_HEIGHT = 28;
const OPEN_UP_TO = 60;

/** The active experiments by folders; those whose name holds `search` where it is given. Runs can be dropped on them. */
export function ExperimentTree({ search }: { search: string }) {
  const { data: experiments, error, isPending, refetch } = useExperiments();
  const frame = useRef<HTMLDivElement>(null);
  const tree = useRef<TreeApi<TreeNode>>(undefined);
  const { width, height } = useElementSize(frame);
  const nodes = useMemo(() => experimentTree(experiments ?? []), [experiments]);
  const match = useMatch('/experiments/:experimentId/*');
  const drop = useRunDrop({
    experiments: experiments ?? [],
    openFolder: (nodeId) => tree.current?.open(nodeId),
  });
  const wanted = search.trim().toLowerCase();
  const isFound = ({ name }: { name: string }) => name.toLowerCase().includes(wanted);
  return (
    <div ref={frame} className="min-h-0 flex-1 px-2" onKeyDown={openOnEnter} {...drop}>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {isPending && ['w-24', 'w-32', 'w-20'].map((bar) => <SkeletonBar key={bar} width={bar} />)}
      {experiments?.some(isFound) === false && (
        <p className="px-2 py-1 text-12 text-muted">
          {experiments.length === 0 ? 'No experiments yet' : `No experiment holds “${search.trim()}”.`}
        </p>
      )}
      {experiments && height > 0 && (
        <Tree
          ref={tree}
          aria-label="Experiments"
          // Without it the tree listens on the whole window and turns away what is dropped anywhere on the page.
          dndRootElement={frame.current}
          data={nodes}
          width={width - 16}
          height={height}
          rowHeight={ROW_HEIGHT}
          indent={14}
          overscanCount={8}
          openByDefault={experiments.length <= OPEN_UP_TO}
          disableDrag
          disableDrop
          disableMultiSelection
          searchTerm={wanted}
          searchMatch={({ data }) => data.experiment !== undefined && isFound(data.experiment)}
          {...(match?.params.experimentId !== undefined && { selection: match.params.experimentId })}
          rowClassName="outline-none focus-visible:*:outline-2 focus-visible:*:outline-accent focus-visible:*:-outline-offset-2"
          renderRow={Line}
        >
          {Row}
        </Tree>
      )}
    </div>
  );
}

/** The tree's own makes a line as wide as its name, so that long ones scroll sideways. */
function Line({ node, attrs, innerRef, children }: RowRendererProps<TreeNode>) {
  return (
    <div
      {...attrs}
      style={{ ...attrs.style, minWidth: 0 }}
      ref={innerRef}
      onFocus={(event) => event.stopPropagation()}
      onClick={node.handleClick}
    >
      {children}
    </div>
  );
}

const ROW = 'flex h-7 w-full items-center gap-1 rounded-md pr-2 text-left';

function Row({ node, style }: NodeRendererProps<TreeNode>) {
  const { label, experiment } = node.data;
  const indent = Number(style.paddingLeft ?? 0);
  if (experiment) return <ExperimentLine experiment={experiment} label={label} indent={indent + 8} />;
  return (
    <button
      type="button"
      tabIndex={-1}
      title={label}
      data-folder-id={node.id}
      onClick={() => node.toggle()}
      style={{ paddingLeft: indent + 4 }}
      className={`${ROW} text-soft hover:bg-hover`}
    >
      <ChevronRight className={`text-faint transition-transform ${node.isOpen ? 'rotate-90' : ''}`} />
      <span className="truncate">{label}</span>
    </button>
  );
}

const REST =
  'hover:bg-hover text-soft aria-[current=page]:bg-selected aria-[current=page]:font-medium aria-[current=page]:text-ink';
const TARGET = 'bg-action font-medium text-on-action';

function ExperimentLine({
  experiment,
  label,
  indent,
}: {
  experiment: Experiment;
  label: string;
  indent: number;
}) {
  const { experiment_id: id, name } = experiment;
  const offer = useRunDrag(({ dragged, targetId }) => (targetId === id ? dropWords(dragged) : undefined));
  return (
    <NavLink
      to={`/experiments/${id}`}
      tabIndex={-1}
      title={name}
      data-experiment-id={id}
      style={{ paddingLeft: indent }}
      className={`${ROW} ${offer === undefined ? REST : TARGET}`}
    >
      <span className="truncate">{label}</span>
      {offer !== undefined && <span className="ml-auto flex-none text-11">{offer}</span>}
    </NavLink>
  );
}

/** The tree moves the focus; Enter opens what has it. */
function openOnEnter(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== 'Enter' || !(event.target instanceof HTMLElement)) return;
  if (event.target.getAttribute('role') !== 'treeitem') return;
  event.preventDefault();
  event.target.querySelector<HTMLElement>('a, button')?.click();
}
