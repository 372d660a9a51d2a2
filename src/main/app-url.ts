import { APP_ORIGIN, ARTIFACT_SCHEME } from './content-security.ts';

/** What a request of the page is for. */
export type AppTarget =
  | { kind: 'api'; path: string }
  | { kind: 'file'; name: string }
  | { kind: 'page' }
  | { kind: 'refused' };

const API = /^\/(?:api|ajax-api)\/|^\/(?:health|version|get-artifact|openapi\.json)(?:\?|$)/;
/** What a build writes: plain names, no dot first. With this no path needs decoding, and none can climb. */
const FILE = /^\/((?:[\w-][\w.-]*\/)*[\w-][\w-]*\.[\w.-]*\w)$/;
/** A page's path: decoded segments never matter, for every one of them is answered by index.html. */
const PAGE = /^\/(?!assets\/)[^\\\0]*$/;

const isTraversal = (path: string) => /(?:^|[/\\]|%2f|%5c)(?:\.|%2e){1,2}(?:[/\\]|%2f|%5c|$)|%00/i.test(path);

/** Sorts a URL of the page's own scheme: the API is forwarded, a file is served, any other path is a page of the app. */
export function targetOf(url: string): AppTarget {
  if (!url.startsWith(`${APP_ORIGIN}/`)) return { kind: 'refused' };
  const target = url.slice(APP_ORIGIN.length).replace(/#.*$/s, '');
  const path = target.replace(/\?.*$/s, '');
  if (API.test(target)) return { kind: 'api', path: target };
  if (isTraversal(path)) return { kind: 'refused' };
  if (path === '/') return { kind: 'page' };
  const [, name] = FILE.exec(path) ?? [];
  if (name !== undefined) return { kind: 'file', name };
  return PAGE.test(path) ? { kind: 'page' } : { kind: 'refused' };
}

const ARTIFACT = new RegExp(`^${ARTIFACT_SCHEME}://run/([0-9a-f]{32})/([^?#]+)$`);

/** The API path that answers `tidemark-artifact://run/<run id>/<path>`; undefined for any other form. */
export function artifactRequestOf(url: string): string | undefined {
  const [, runId, encoded] = ARTIFACT.exec(url) ?? [];
  if (runId === undefined || encoded === undefined || isTraversal(`/${encoded}`)) return undefined;
  try {
    const path = decodeURIComponent(encoded);
    return `/get-artifact?${new URLSearchParams({ run_uuid: runId, path })}`;
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** Whether a URL is a page of the app. An answer of the API is of the same scheme, but foreign content may be in it. */
export function isAppPage(url: string): boolean {
  return targetOf(url).kind === 'page';
}

const SHOWN_ARTIFACT =
  /^(?:\/get-artifact|\/ajax-api\/2\.0\/mlflow\/logged-models\/[^/?]+\/artifacts\/files)\?(?:.*&)?view=(?:page|scripts)(?:&|$)/;

/** Whether a URL is an artifact to show in a frame: of its own scheme, or one that the engine answers in a sandbox. */
export function isShownArtifact(url: string): boolean {
  const target = targetOf(url);
  if (target.kind === 'api') return SHOWN_ARTIFACT.test(target.path);
  return url.startsWith(`${ARTIFACT_SCHEME}://`);
}

/** The parsed address, or undefined for a text that is none. */
export function parsedUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
