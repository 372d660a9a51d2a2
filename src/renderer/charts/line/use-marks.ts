import { useMemo } from 'react';
import type { NoteSubject } from '../../note-dialog.ts';
import { useAnnotations } from '../../queries/annotations.ts';
import { notesOf } from '../notes/notes-of-chart.ts';

/** Notes at steps that a chart shows, where its x is the step. */
export function useMarks(subject: NoteSubject, axis: string) {
  const { data = [] } = useAnnotations(subject.experimentIds);
  return useMemo(
    () =>
      axis === 'step' ? notesOf(data, subject).map(({ step, text }) => ({ x: Number(step), text })) : [],
    [data, subject, axis],
  );
}
