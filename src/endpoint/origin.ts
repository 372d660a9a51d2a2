import type { IncomingHttpHeaders } from 'node:http';

/** Exact names this server answers to, and the pages that may speak to it. No patterns: `10.*` also matches names. */
export interface AllowList {
  hosts: ReadonlySet<string>;
  origins: ReadonlySet<string>;
}

const NAMES = ['127.0.0.1', 'localhost', '[::1]'];
const DESKTOP_ORIGIN = 'tidemark://app';

/** The allow-list of a server on `port`. A browser leaves :80 out, so port 80 is known by its bare names too. */
export function allowListFor(port: number): AllowList {
  const hosts = NAMES.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
  return {
    hosts: new Set(hosts),
    origins: new Set([...hosts.map((host) => `http://${host}`), DESKTOP_ORIGIN]),
  };
}

/**
 * Why a request must not be answered, or undefined. A foreign Host is DNS rebinding; a foreign Origin (`null` is one:
 * sandboxed frames and data: pages send it) or a cross-site fetch is another web page trying to read or write here.
 */
export function refusalOf(headers: IncomingHttpHeaders, allowed: AllowList): string | undefined {
  if (headers.host === undefined || !allowed.hosts.has(headers.host))
    return 'Invalid Host header: this server answers to 127.0.0.1, localhost and [::1] with its own port only.';
  if (headers.origin !== undefined && !allowed.origins.has(headers.origin))
    return 'Cross-origin request blocked: other web pages may not use this server.';
  if (headers['sec-fetch-site'] === 'cross-site')
    return 'Cross-site request blocked: open this address directly, not from another web page.';
  return undefined;
}
