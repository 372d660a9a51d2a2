import type { RequestListener } from 'node:http';

/** Writes a line per answered request to stderr: when, who, what, status, milliseconds. */
export function withAccessLog(answer: RequestListener): RequestListener {
  return (request, response) => {
    const started = performance.now();
    const peer = request.socket.remoteAddress ?? '-';
    response.once('close', () => {
      const took = (performance.now() - started).toFixed(1);
      const status = response.writableFinished ? response.statusCode : 'cut';
      const what = `${request.method} ${request.url} ${status} ${took}`;
      process.stderr.write(`${new Date().toISOString()} ${peer} ${what}\n`);
    });
    answer(request, response);
  };
}
