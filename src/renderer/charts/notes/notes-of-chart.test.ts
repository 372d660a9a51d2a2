import { expect, test } from 'vitest';
import type { Annotation } from '../../../contract/index.ts';
import { notesOf } from './notes-of-chart.ts';

const note = (text: string, of: Partial<Annotation> = {}): Annotation => ({
  annotation_id: text,
  experiment_id: '1',
  step: 1,
  text,
  creation_time: 0,
  last_update_time: 0,
  actor: 'ada',
  ...of,
});

test('a chart has the notes of its experiment, and of the runs and metrics that it shows', () => {
  const notes = [
    note('of all'),
    note('of the run', { run_id: 'a' }),
    note('of another run', { run_id: 'b' }),
    note('of the metric', { metric_key: 'loss' }),
    note('of another metric', { run_id: 'a', metric_key: 'acc' }),
  ];
  const subject = {
    experimentIds: ['1'],
    runs: [{ run_id: 'a', run_name: 'a', experiment_id: '1' }],
    metrics: ['loss'],
  };
  expect(notesOf(notes, subject).map(({ text }) => text)).toEqual(['of all', 'of the run', 'of the metric']);
});
