import { useEffect, useEffectEvent } from 'react';
import type { Signal } from '../../contract/index.ts';

type Listener = (signal: Signal) => void;

const listeners = new Set<Listener>();

/** Tells everyone who listens of a signal that came by the change stream. */
export function announceSignal(signal: Signal): void {
  for (const listener of listeners) listener(signal);
}

/** Calls `listener` for each signal while the component is there. */
export function useSignals(listener: Listener): void {
  const listen = useEffectEvent(listener);
  useEffect(() => {
    const heard: Listener = (signal) => listen(signal);
    listeners.add(heard);
    return () => void listeners.delete(heard);
  }, []);
}
