import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  // Artifacts: sound and film, and documents, which are answered with a sandbox of their own.
  "media-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'none'",
  // The page makes one policy, which lets through what its own parts need (src/renderer/public/trusted-types.js).
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/vnd.microsoft.icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/** What a build writes: plain names, no dot first. With this no path needs decoding, and none can climb. */
const PLAIN_PATH = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/;
const API_PATH = /^\/(?:api|ajax-api)(?:\/|$)/;

type CachedFile = { readonly mtimeMs: number; readonly body: Buffer };

/** The built renderer, from memory; a file that was built anew is read anew. */
export class Renderer {
  readonly #folder: string;
  readonly #cache = new Map<string, CachedFile>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Answers a GET with the file at its path, or with index.html where a person navigates; false where neither fits. */
  async answer(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const [target = '/'] = (request.raw.url ?? '/').split('?', 1);
    const name = target === '/' ? 'index.html' : target.slice(1);
    if (await this.#send(name, reply)) return true;
    const isNavigation = request.headers.accept?.includes('text/html') && !name.startsWith('assets/');
    return Boolean(isNavigation) && !API_PATH.test(target) && this.#send('index.html', reply);
  }

  async #send(name: string, reply: FastifyReply): Promise<boolean> {
    const type = TYPES[extname(name)];
    const body = type && PLAIN_PATH.test(name) ? await this.#read(name) : undefined;
    if (type === undefined || body === undefined) return false;
    // Vite puts a hash of its content into the name of every file in assets/.
    const caching = name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    reply.headers({
      'content-type': type,
      'cache-control': caching,
      'content-security-policy': POLICY,
      'referrer-policy': 'no-referrer',
    });
    reply.send(body);
    return true;
  }

  async #read(name: string): Promise<Buffer | undefined> {
    const file = join(this.#folder, name);
    const found = await stat(file).catch(ignoreAbsence);
    if (!found?.isFile()) return undefined;
    const cached = this.#cache.get(name);
    if (cached?.mtimeMs === found.mtimeMs) return cached.body;
    const body = await readFile(file);
    this.#cache.set(name, { mtimeMs: found.mtimeMs, body });
    return body;
  }
}

function ignoreAbsence(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
}
