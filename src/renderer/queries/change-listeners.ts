import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { ChangeEvent } from '../../contract/index.ts';
import { coalesce } from '../coalesce.ts';

type Listener = (change: ChangeEvent) => void;

const listeners = new Set<Listener>();

/** Tells everyone who listens of a change that came by the stream. */
export function announceChange(change: ChangeEvent): void {
  for (const listener of listeners) listener(change);
}

/** Calls `listener` for each change from now on, until the returned function is called. */
export function listenToChanges(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Reads a query anew after changes it depends on: at once, then once every `spacing` milliseconds while they keep coming. */
export function useRefresh(
  queryKey: QueryKey,
  isAffected: (change: ChangeEvent) => boolean,
  spacing: number,
): void {
  const cache = useQueryClient();
  const refresh = useEffectEvent(() => cache.invalidateQueries({ queryKey }));
  const listen = useEffectEvent(isAffected);
  useEffect(() => {
    const call = coalesce(() => refresh(), spacing);
    return listenToChanges((change) => {
      if (listen(change)) call();
    });
  }, [spacing]);
}
