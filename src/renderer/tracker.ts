import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { createClient } from '../client/index.ts';
import type { DesktopApi, EngineState } from '../contract/index.ts';
import { nameHeaders } from './your-name.ts';

declare global {
  interface Window {
    /** There in a desktop window, not in a browser. */
    readonly tidemark?: DesktopApi;
  }
}

/** The tracker that serves this page; it is told who asks. */
export const tracker = createClient({ baseUrl: '', headers: () => nameHeaders() });

// In a browser the page comes from the tracker itself; in a desktop window from the shell, which knows where the tracker is.
// What imports this may also be tested where there is no page.
const page = typeof window === 'undefined' ? undefined : window;
const address = createStore<string>(() => page?.location.origin ?? '');

function learn(state: EngineState): void {
  if (state.status === 'ready') address.setState(state.url, true);
}

page?.tidemark?.engineState.subscribe(learn);
void page?.tidemark?.engineState.get().then(learn);

/** What a script sets MLFLOW_TRACKING_URI to. */
export const trackingUri = (): string => address.getState();

/** The same for what shows it, kept up to date. */
export const useTrackingUri = (): string => useStore(address);
