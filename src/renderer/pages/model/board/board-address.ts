import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** What the address says of the board: the moment that it is shown as of, and whether its history stands beside it. */
export function useBoardAddress() {
  const [params, setParams] = useSearchParams();
  const time = Number(params.get('as_of') ?? Number.NaN);
  const asOf = Number.isFinite(time) ? time : undefined;
  const set = useCallback(
    (change: { asOf?: number | undefined; isHistoryOpen?: boolean }) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if ('asOf' in change) put(after, 'as_of', change.asOf?.toString());
          if (change.isHistoryOpen !== undefined)
            put(after, 'history', change.isHistoryOpen ? '1' : undefined);
          if (change.isHistoryOpen === false) after.delete('as_of');
          return after;
        },
        { replace: true },
      ),
    [setParams],
  );
  return { asOf, isHistoryOpen: asOf !== undefined || params.has('history'), set };
}

function put(params: URLSearchParams, name: string, value: string | undefined): void {
  if (value === undefined) params.delete(name);
  else params.set(name, value);
}
