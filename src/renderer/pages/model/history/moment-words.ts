const HOUR = 3_600_000;

const parts = { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' } as const;
const words = new Intl.DateTimeFormat('en-GB', parts);
const exact = new Intl.DateTimeFormat('en-GB', { ...parts, second: '2-digit' });
const withYear = new Intl.DateTimeFormat('en-GB', { ...parts, year: 'numeric' });

/** "3 March 14:00"; with the year where it is another than now's, with seconds where the whole span is short. */
export function momentWords(time: number, now: number, span = Number.POSITIVE_INFINITY): string {
  const isThisYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  const format = span < HOUR ? exact : isThisYear ? words : withYear;
  return format.format(time).replace(' at ', ' ').replace(', ', ' ');
}
