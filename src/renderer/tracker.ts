import { createClient } from '../client/index.ts';

/** The tracker that serves this page. */
export const tracker = createClient({ baseUrl: '' });

/** What a script sets MLFLOW_TRACKING_URI to. */
export const trackingUri = window.location.origin;
