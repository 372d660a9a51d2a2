import { ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useMemo, useRef } from 'react';
import { type NodeRendererProps, Tree } from 'react-arborist';
import { NavLink, useMatch } from 'react-router';
import { experimentTree, type TreeNode } from '../experiment-tree.ts';
import { useExperiments } from '../queries/experiments.ts';
import { useElementSize } from '../use-element-size.ts';
import { ErrorNotice } from './ErrorNotice.tsx';
import { SkeletonBar } from './SkeletonBar.tsx';

const ROW_HEIGHT = 28;
const OPEN_UP_TO = 60;

/** The active experiments by folders; those whose name holds `search` where it is given. */
export function ExperimentTree({ search }: { search: string }) {
  const { data: experiments, error, isPending, refetch } = useExperiments();
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(frame);
  const nodes = useMemo(() => experimentTree(experiments ?? []), [experiments]);
  const match = useMatch('/experiments/:experimentId/*');
  return (
    <div ref={frame} className="min-h-0 flex-1 px-2" onKeyDown={openOnEnter}>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {isPending && ['w-24', 'w-32', 'w-20'].map((bar) => <SkeletonBar key={bar} width={bar} />)}
      {experiments && height > 0 && (
        <Tree
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
          searchTerm={search}
          searchMatch={({ data }, term) =>
            (data.experiment?.name ?? '').toLowerCase().includes(term.toLowerCase())
          }
          {...(match?.params.experimentId !== undefined && { selection: match.params.experimentId })}
          rowClassName="outline-none focus-visible:*:outline-2 focus-visible:*:outline-accent focus-visible:*:-outline-offset-2"
        >
          {Row}
        </Tree>
      )}
    </div>
  );
}

const ROW = 'flex h-7 w-full items-center gap-1 rounded-md pr-2 text-left text-soft hover:bg-hover';

function Row({ node, style }: NodeRendererProps<TreeNode>) {
  const { label, experiment } = node.data;
  const indent = { paddingLeft: Number(style.paddingLeft ?? 0) + (experiment ? 8 : 4) };
  if (experiment)
    return (
      <NavLink
        to={`/experiments/${experiment.experiment_id}`}
        tabIndex={-1}
        title={experiment.name}
        style={indent}
        className={`${ROW} aria-[current=page]:bg-selected aria-[current=page]:font-medium aria-[current=page]:text-ink`}
      >
        <span className="truncate">{label}</span>
      </NavLink>
    );
  return (
    <button type="button" tabIndex={-1} onClick={() => node.toggle()} style={indent} className={ROW}>
      <ChevronRight className={`text-faint transition-transform ${node.isOpen ? 'rotate-90' : ''}`} />
      <span className="truncate">{label}</span>
    </button>
  );
}

/** The tree moves the focus; Enter opens what has it. */
function openOnEnter(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== 'Enter' || !(event.target instanceof HTMLElement)) return;
  if (event.target.getAttribute('role') !== 'treeitem') return;
  event.preventDefault();
  event.target.querySelector<HTMLElement>('a, button')?.click();
}
