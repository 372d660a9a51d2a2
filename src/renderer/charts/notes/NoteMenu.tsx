import { NotebookText, StickyNote } from 'lucide-react';
import { type MouseEvent, type ReactNode, type RefObject, useState } from 'react';
import { ContextMenu } from '../../components/ContextMenu.tsx';
import type { MenuEntry } from '../../components/menu-entries.ts';
import { formatCount } from '../../format.ts';
import { type NoteSubject, openNoteDialog } from '../../note-dialog.ts';
import type { ECharts } from '../echarts.ts';
import { useHovered } from '../hovered.ts';
import { type DrawnLine, valueAt } from '../line/drawn-lines.ts';

interface NoteMenuProps {
  chart: RefObject<ECharts | null>;
  axis: string;
  lines: readonly DrawnLine[];
  subject: NoteSubject;
  children: ReactNode;
}

interface Place {
  step: number | undefined;
  runId: string | undefined;
}

/** A chart in which a right click leaves a note at the step under the pointer. */
export function NoteMenu({ chart, axis, lines, subject, children }: NoteMenuProps) {
  const [place, setPlace] = useState<Place>({ step: undefined, runId: undefined });
  const find = ({ clientX, currentTarget }: MouseEvent) => {
    const pixels = clientX - currentTarget.getBoundingClientRect().left;
    const x = chart.current?.convertFromPixel({ xAxisIndex: 0 }, pixels);
    const isStep = axis === 'step' && typeof x === 'number';
    setPlace({
      step: isStep ? Math.round(nearestX(lines, x)) : undefined,
      runId: useHovered.getState().runId,
    });
  };
  return (
    <ContextMenu entries={() => noteEntries(subject, place)}>
      <div className="size-full" onContextMenu={find}>
        {children}
      </div>
    </ContextMenu>
  );
}

/** The x nearest to `x` at which anything was logged. */
function nearestX(lines: readonly DrawnLine[], x: number): number {
  const found = lines.flatMap(({ points }) => valueAt(points, x)?.x ?? []);
  return found.reduce((best, at) => (Math.abs(at - x) < Math.abs(best - x) ? at : best), found[0] ?? x);
}

/** What can be done with the notes of a chart, at a step where the pointer is over one. */
function noteEntries(of: NoteSubject, { step, runId }: Place): MenuEntry[] {
  const run = of.runs.find(({ run_id }) => run_id === runId);
  const leave = (label: string, onRun?: string): MenuEntry => ({
    label,
    icon: StickyNote,
    onSelect: () => openNoteDialog({ kind: 'new', of, step, runId: onRun }),
  });
  const at = step === undefined ? 'at a step' : `at step ${formatCount(step)}`;
  return [
    leave(`Note ${at}…`),
    ...(run === undefined || step === undefined || of.runs.length === 1
      ? []
      : [leave(`Note ${at} of ${run.run_name}…`, run.run_id)]),
    { label: 'Notes…', icon: NotebookText, onSelect: () => openNoteDialog({ kind: 'list', of }) },
  ];
}
