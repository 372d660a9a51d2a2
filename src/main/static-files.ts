import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { PAGE_POLICY } from './content-security.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/** A file of the built page with the page's policy; 404 for one that the build did not write. */
export async function staticFile(folder: string, name: string): Promise<Response> {
  const type = TYPES[extname(name)];
  const body = type === undefined ? undefined : await readFile(join(folder, name)).catch(ignoreAbsence);
  if (type === undefined || body === undefined) return new Response('Not found', { status: 404 });
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-security-policy': PAGE_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    },
  });
}

function ignoreAbsence(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'EISDIR' && error.code !== 'ENOTDIR') throw error;
}
