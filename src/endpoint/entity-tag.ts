import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The tag of a body: weak, for the body may also be sent packed. */
export function entityTag(body: string): string {
  return `W/"${hash('sha256', body, 'base64url').slice(0, 22)}"`;
}

const opaque = (tag: string) => tag.trim().replace(/^W\//, '');

/** Whether the client says that it holds what has this tag (RFC 9110 section 13.1.2: compared weakly). */
export function holdsTag(headers: IncomingHttpHeaders, etag: string): boolean {
  const held = headers['if-none-match']?.split(',') ?? [];
  return held.some((tag) => tag.trim() === '*' || opaque(tag) === opaque(etag));
}
