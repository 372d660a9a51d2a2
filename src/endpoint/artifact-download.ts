import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type ArtifactPath,
  type ArtifactStore,
  type ArtifactVersion,
  attachmentDisposition,
  type ByteRange,
  contentRange,
  contentTypeOf,
  parseByteRange,
} from '../artifacts/index.ts';
import { invalidParameter, TrackingError } from '../contract/index.ts';
import { holdsTag } from './entity-tag.ts';
import { sendError } from './errors.ts';
import { notebookOutput, notebookOutputIn } from './notebook-output.ts';
import { lastOf, queryOf } from './query.ts';

const CONDITIONAL = ['range', 'if-none-match', 'if-modified-since'] as const;

/** What a document may use when it is shown in a frame: what it carries itself. It loads nothing and reaches nothing. */
const ENCLOSED =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; media-src data:; form-action 'none'; base-uri 'none'";
const VIEWS = new Map([
  ['page', `sandbox; ${ENCLOSED}`],
  ['scripts', `sandbox allow-scripts; ${ENCLOSED}; script-src 'unsafe-inline' 'unsafe-eval'`],
]);

const policyFor = (url: string | undefined) => VIEWS.get(lastOf(queryOf(url ?? ''), 'view') ?? '');

/**
 * An artifact is foreign content: a browser saves it, and if one shows it after all, it is without script and origin. With
 * `?view=page` or `?view=scripts` it is answered for showing, always in a sandbox whose origin is no one's.
 */
function headersFor(url: string | undefined, path: string, version: ArtifactVersion) {
  const policy = policyFor(url);
  return {
    'content-type': contentTypeOf(path),
    'content-disposition': policy === undefined ? attachmentDisposition(path) : 'inline',
    'content-security-policy': policy ?? "sandbox; default-src 'none'",
    'accept-ranges': 'bytes',
    'cache-control': 'no-cache',
    etag: version.etag,
    'last-modified': version.lastModified.toUTCString(),
  };
}

const seconds = (date: Date) => Math.floor(date.getTime() / 1000);

/** RFC 9110 section 13.1: If-None-Match decides where it is given, If-Modified-Since otherwise. */
function isUnchanged(headers: IncomingHttpHeaders, { etag, lastModified }: ArtifactVersion): boolean {
  if (headers['if-none-match'] !== undefined) return holdsTag(headers, etag);
  const since = new Date(headers['if-modified-since'] ?? '');
  return seconds(lastModified) <= seconds(since);
}

/** If-Range (RFC 9110 section 13.1.5): a part is of use only to someone who holds the rest of the same version. */
function mayBePartial(headers: IncomingHttpHeaders, { etag, lastModified }: ArtifactVersion): boolean {
  const wanted = headers['if-range'];
  return wanted === undefined || wanted === etag || seconds(new Date(`${wanted}`)) === seconds(lastModified);
}

async function sendBytes(
  request: FastifyRequest,
  reply: FastifyReply,
  artifacts: ArtifactStore,
  path: ArtifactPath,
  range?: ByteRange,
): Promise<FastifyReply> {
  const opened = await artifacts.open(path, range);
  reply.headers({
    ...headersFor(request.raw.url, path, opened),
    'content-length': opened.end - opened.start + 1,
  });
  if (range !== undefined) reply.code(206).header('content-range', contentRange(opened.size, opened));
  if (request.method !== 'HEAD') return reply.send(opened.stream);
  opened.stream.destroy();
  return reply.send();
}

function refuseRange(request: FastifyRequest, reply: FastifyReply, size: number): void {
  const message = `The requested range lies outside the artifact, which has ${size} bytes.`;
  reply.hijack();
  sendError(request.raw, reply.raw, new TrackingError('RANGE_NOT_SATISFIABLE', message), {
    'content-range': contentRange(size),
  });
}

/** Answers one HTML output of a notebook, for showing only: without a view it has no policy and is refused. */
async function sendNotebookOutput(
  request: FastifyRequest,
  reply: FastifyReply,
  artifacts: ArtifactStore,
  path: ArtifactPath,
  wanted: { cell: number; output: number },
): Promise<FastifyReply> {
  const policy = policyFor(request.raw.url);
  if (policy === undefined) throw invalidParameter("An output of a notebook is answered with '?view=' only.");
  const body = await notebookOutput(artifacts, path, wanted);
  return reply
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-disposition': 'inline',
      'content-security-policy': policy,
      'cache-control': 'no-cache',
    })
    .send(body);
}

/** Answers with an artifact's bytes: all, the range asked for (206, 416), or none when the asker has them (304). */
export async function sendArtifact(
  request: FastifyRequest,
  reply: FastifyReply,
  artifacts: ArtifactStore,
  path: ArtifactPath,
): Promise<unknown> {
  const { headers } = request.raw;
  const ofNotebook = notebookOutputIn(request.raw.url ?? '');
  if (ofNotebook !== undefined) return sendNotebookOutput(request, reply, artifacts, path, ofNotebook);
  const isConditional = CONDITIONAL.some((name) => headers[name] !== undefined);
  const found = isConditional ? await artifacts.stat(path) : undefined;
  if (found === undefined || found.is_dir) return sendBytes(request, reply, artifacts, path);
  if (isUnchanged(headers, found))
    return reply
      .code(304)
      .headers(headersFor(request.raw.url, path, found))
      .send();
  const wanted = mayBePartial(headers, found) ? headers.range : undefined;
  const range = parseByteRange(wanted, found.size);
  if (range.kind === 'unsatisfiable') return refuseRange(request, reply, found.size);
  return sendBytes(request, reply, artifacts, path, range.kind === 'partial' ? range : undefined);
}
