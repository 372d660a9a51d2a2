import { formatDateTime, formatRelativeTime, formatShortDuration } from '../format.ts';
import { useNow } from '../use-now.ts';

const RELATIVE_REFRESH_MS = 20_000;
const RUNNING_REFRESH_MS = 1000;

/** How long ago; the full time on hover. Nothing for 0, which a client that gives no time leaves. */
export function RelativeTime({ time }: { time: number }) {
  const now = useNow(RELATIVE_REFRESH_MS);
  if (time === 0) return null;
  return (
    <time dateTime={new Date(time).toISOString()} title={formatDateTime(time)}>
      {formatRelativeTime(time, now)}
    </time>
  );
}

interface DurationProps {
  start: number;
  end: number | undefined;
  isRunning: boolean;
}

/** How long a run took, counting while it runs. */
export function Duration({ start, end, isRunning }: DurationProps) {
  if (start === 0) return null;
  if (end !== undefined) return <Length milliseconds={end - start} />;
  return isRunning ? <RunningDuration start={start} /> : null;
}

function RunningDuration({ start }: { start: number }) {
  const now = useNow(RUNNING_REFRESH_MS);
  return <Length milliseconds={Math.floor(Math.max(0, now - start) / 1000) * 1000} />;
}

/** In the type of the times beside it, also where numbers are set in another. */
function Length({ milliseconds }: { milliseconds: number }) {
  return <span className="font-sans tabular-nums">{formatShortDuration(milliseconds)}</span>;
}
