/** A run as its notifications name it. */
export interface NoticedRun {
  run_id: string;
  run_name: string;
  experiment_id: string;
}

/** What a person is told of a run while the window may be closed. */
export type RunNotice = { run: NoticedRun } & (
  | { kind: 'ended'; status: 'FINISHED' | 'FAILED' }
  | { kind: 'interrupted' }
  | { kind: 'stalled'; minutes: number }
  | { kind: 'alert'; message: string; rule_name: string }
  | { kind: 'odd-metrics'; metrics: readonly { key: string; value: number }[] }
);

const SHOWN_KEYS = 3;
const MINUTES_A_DAY = 24 * 60;

function span(minutes: number): string {
  if (minutes >= 2 * MINUTES_A_DAY) return `${Math.floor(minutes / MINUTES_A_DAY)} days`;
  if (minutes >= 120) return `${Math.floor(minutes / 60)} hours`;
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

function oddText({ run_name }: NoticedRun, metrics: readonly { key: string; value: number }[]): string {
  const [first] = metrics;
  if (metrics.length === 1 && first !== undefined)
    return `${run_name}: ${first.key} is ${Number.isNaN(first.value) ? 'NaN' : 'infinite'}`;
  const named = metrics.slice(0, SHOWN_KEYS).map(({ key }) => key);
  const more = metrics.length > SHOWN_KEYS ? ` and ${metrics.length - SHOWN_KEYS} more` : '';
  return `${run_name}: ${named.join(', ')}${more} are NaN or infinite`;
}

/** The words of a notification. */
export function noticeText(notice: RunNotice): { title: string; body: string } {
  const { run } = notice;
  const open = 'Open the run in Tidemark.';
  switch (notice.kind) {
    case 'ended':
      return { title: `${run.run_name} ${notice.status === 'FAILED' ? 'failed' : 'finished'}`, body: open };
    case 'interrupted':
      return {
        title: `${run.run_name} was interrupted`,
        body: `Its process ended without ending the run. ${open}`,
      };
    case 'stalled':
      return {
        title: `${run.run_name} has logged nothing for ${span(notice.minutes)}`,
        body: `Its process is still there. ${open}`,
      };
    case 'alert':
      return { title: notice.message.replace(/\.$/, ''), body: `Alert “${notice.rule_name}”. ${open}` };
    case 'odd-metrics':
      return { title: oddText(run, notice.metrics), body: open };
  }
}
