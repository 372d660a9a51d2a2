import { protocol, type Session } from 'electron';
import type { EngineState } from '../contract/index.ts';
import { artifactRequestOf, targetOf } from './app-url.ts';
import { APP_SCHEME, ARTIFACT_POLICY, ARTIFACT_SCHEME } from './content-security.ts';
import { forward, refusal } from './forward.ts';
import { staticFile } from './static-files.ts';

/** Declares both schemes to Chromium; to be called before the app is ready. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
    { scheme: ARTIFACT_SCHEME, privileges: { standard: true, secure: true, stream: true } },
  ]);
}

interface Served {
  /** Folder of the built page. */
  folder: string;
  engine(): EngineState;
}

/** Serves page, API and artifacts to the windows of one session. */
export function serveProtocols(session: Session, served: Served): void {
  const toEngine = (request: Request, path: string): Promise<Response> | Response => {
    const state = served.engine();
    if (state.status === 'ready') return forward(request, state.url + path);
    const { reason } = { reason: 'The tracker is starting; try again in a moment.', ...state };
    return refusal(503, reason);
  };
  session.protocol.handle(APP_SCHEME, (request) => {
    const target = targetOf(request.url);
    if (target.kind === 'api') return toEngine(request, target.path);
    if (target.kind === 'refused') return new Response('Not found', { status: 404 });
    return staticFile(served.folder, target.kind === 'file' ? target.name : 'index.html');
  });
  session.protocol.handle(ARTIFACT_SCHEME, async (request) => {
    const path = artifactRequestOf(request.url);
    if (path === undefined || request.method !== 'GET') return new Response('Not found', { status: 404 });
    return shown(await toEngine(request, path));
  });
}

/** An artifact as something to look at instead of to save, under a policy that takes away everything else. */
function shown(answer: Response): Response {
  const headers = new Headers(answer.headers);
  headers.delete('content-disposition');
  headers.delete('x-frame-options');
  headers.set('content-security-policy', ARTIFACT_POLICY);
  headers.set('cross-origin-resource-policy', 'cross-origin');
  headers.set('x-content-type-options', 'nosniff');
  return new Response(answer.body, { status: answer.status, headers });
}
