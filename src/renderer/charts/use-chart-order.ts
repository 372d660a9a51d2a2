import { type DragEndEvent, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { arrayMove, sortableKeyboardCoordinates } from '@dnd-kit/sortable';
import { type ChartsView, type Section, withSection } from './charts-view.ts';

/** The pointer has to go so far before a press on a chart's head becomes a drag. */
const DRAG_BEGINS = 6;

/** How charts are dragged about in their section, by pointer or keyboard. */
export function useChartOrder(
  sections: readonly Section[],
  view: ChartsView,
  onChange: (view: ChartsView) => void,
) {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: DRAG_BEGINS } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  function onDragEnd({ active, over }: DragEndEvent): void {
    const section = sections.find(({ charts }) => charts.some(({ id }) => id === active.id));
    if (section === undefined || over === null) return;
    const order = movedOrder(
      section.charts.map(({ id }) => id),
      String(active.id),
      String(over.id),
    );
    if (order !== undefined) onChange(withSection(view, section.name, { order }));
  }
  return { sensors, onDragEnd };
}

/** The ids that have a place of their own once `moved` is where `target` is; undefined where that changes nothing. */
export function movedOrder(ids: readonly string[], moved: string, target: string): string[] | undefined {
  const from = ids.indexOf(moved);
  const to = ids.indexOf(target);
  if (from < 0 || to < 0 || from === to) return undefined;
  return arrayMove([...ids], from, to).slice(0, Math.max(from, to) + 1);
}
