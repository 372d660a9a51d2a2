const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Most digits that a number takes in a column, before and after the point. */
const COLUMN_DIGITS = 6;

const grouped = new Intl.NumberFormat('en');
const dateTime = new Intl.DateTimeFormat('en-CA', {
  dateStyle: 'short',
  timeStyle: 'medium',
  hourCycle: 'h23',
});
const dayAndMonth = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' });
const dayMonthYear = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' });

/** A metric's value in four significant digits at most, small enough for a column. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e7) return grouped.format(value);
  if (size >= 1e7 || size < 1e-4) return value.toExponential(3).replace(/\.?0+e/, 'e');
  const short = Number(value.toPrecision(4));
  return size < 1000 ? String(short) : grouped.format(short);
}

/**
 * As many decimals as every number of a column takes, so that their points stand below each other; fewer
 * where the largest is so large that the last of them say nothing.
 */
export function columnDecimals(values: readonly number[]): number {
  const finite = values.filter(Number.isFinite);
  const whole = String(Math.trunc(Math.max(0, ...finite.map(Math.abs)))).length;
  const decimals = Math.max(0, ...finite.map(decimalsOf));
  return Math.max(0, Math.min(decimals, COLUMN_DIGITS - whole));
}

/** A number with the decimals of its column, unless it would lose what tells it from 0 or its neighbours. */
export function formatInColumn(value: number, decimals: number | undefined): string {
  const alone = formatNumber(value);
  if (decimals === undefined || !Number.isFinite(value) || alone.includes('e')) return alone;
  const fixed = value.toFixed(decimals);
  if (Number(fixed) !== value && Math.abs(value) * 10 ** decimals < 100) return alone;
  return Math.abs(value) < 1000
    ? fixed
    : value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

function decimalsOf(value: number): number {
  const text = formatNumber(value);
  return text.includes('e') || !text.includes('.') ? 0 : text.length - text.indexOf('.') - 1;
}

/** A count or step, whole, in groups of three. */
export function formatCount(value: number | bigint): string {
  return grouped.format(value);
}

/** Date and time to the second, in the reader's time zone. */
export function formatDateTime(time: number): string {
  return dateTime.format(time).replace(',', '');
}

/** How long ago `time` was; the date once that says more. */
export function formatRelativeTime(time: number, now: number): string {
  const age = now - time;
  // The reader's clock may be read a little before the event it is compared with.
  if (age < -MINUTE) return formatDateTime(time);
  if (age < MINUTE) return 'just now';
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min ago`;
  if (age < DAY) return `${Math.floor(age / HOUR)} h ago`;
  if (age < 7 * DAY) return `${Math.floor(age / DAY)} d ago`;
  const isThisYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? dayAndMonth : dayMonthYear).format(time);
}

/** A length of time in its two largest units. */
export function formatDuration(milliseconds: number): string {
  const length = Math.max(0, milliseconds);
  if (length < SECOND) return `${Math.round(length)} ms`;
  if (length < 10 * SECOND) return `${(length / SECOND).toFixed(1)} s`;
  if (length < MINUTE) return `${Math.floor(length / SECOND)} s`;
  if (length < HOUR) return pair(length, MINUTE, 'm', SECOND, 's');
  if (length < DAY) return pair(length, HOUR, 'h', MINUTE, 'm');
  return pair(length, DAY, 'd', HOUR, 'h');
}

function pair(length: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  return `${Math.floor(length / large)}${largeUnit} ${Math.floor((length % large) / small)}${smallUnit}`;
}

/** A length of time for a column of them: seconds are left out from ten minutes on. */
export function formatShortDuration(milliseconds: number): string {
  if (milliseconds < 10 * MINUTE || milliseconds >= HOUR) return formatDuration(milliseconds);
  return `${Math.floor(milliseconds / MINUTE)}m`;
}

/** From one moment to another; the day is said once where both are on it. */
export function formatTimeSpan(first: number, last: number): string {
  const from = formatDateTime(first);
  const to = formatDateTime(last);
  if (from === to) return to;
  const [day = '', time = ''] = to.split(' ');
  return `${from} – ${from.startsWith(day) ? time : to}`;
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A size in bytes, in decimal units, with three significant digits at most. */
export function formatBytes(bytes: number): string {
  const power = Math.min(BYTE_UNITS.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const size = Number((bytes / 1000 ** power).toPrecision(3));
  return `${size} ${BYTE_UNITS[power]}`;
}
