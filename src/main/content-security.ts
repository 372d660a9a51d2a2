/** Scheme of the page. Its only host is `app`. */
export const APP_SCHEME = 'tidemark';
export const APP_ORIGIN = `${APP_SCHEME}://app`;

/** Scheme under which artifacts are shown: foreign content, so an origin that shares nothing with the page. */
export const ARTIFACT_SCHEME = 'tidemark-artifact';

/**
 * Policy of the page: its own files, its own API, artifacts as pictures and in frames. A frame of its own origin can only be an
 * artifact, which the engine answers with a sandbox: pages refuse to be framed, and other answers are not shown in frames.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  `img-src 'self' data: blob: ${ARTIFACT_SCHEME}:`,
  `media-src 'self' blob: ${ARTIFACT_SCHEME}:`,
  "font-src 'self'",
  "connect-src 'self'",
  `frame-src 'self' ${ARTIFACT_SCHEME}:`,
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  // The page makes one policy, which lets through what its own parts need (src/renderer/public/trusted-types.js).
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ');

/** Policy of an artifact: no script, no network, no origin; it may be drawn with its own pictures and styles. */
export const ARTIFACT_POLICY = [
  'sandbox',
  "default-src 'none'",
  `img-src ${ARTIFACT_SCHEME}: data:`,
  `media-src ${ARTIFACT_SCHEME}: data:`,
  `style-src ${ARTIFACT_SCHEME}: 'unsafe-inline' data:`,
  'font-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  `frame-ancestors ${APP_SCHEME}:`,
].join('; ');
