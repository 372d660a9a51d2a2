/** What a request says of the page it came from; the engine takes the shell for a client of its own. */
const OF_THE_PAGE = /^(?:origin|host|referer|cookie|connection|accept-encoding|sec-.*|access-control-.*)$/;
const OF_THE_CONNECTION =
  /^(?:connection|keep-alive|transfer-encoding|upgrade|set-cookie|access-control-.*)$/;

function without(headers: Headers, unwanted: RegExp): Headers {
  return new Headers([...headers].filter(([name]) => !unwanted.test(name)));
}

/** An error in MLflow's form, as the page expects it from its tracker. */
export function refusal(status: number, message: string): Response {
  return Response.json({ error_code: 'TEMPORARILY_UNAVAILABLE', message }, { status });
}

/** Sends a request of the page on to the engine and streams the answer back; 503 where no engine answers. */
export async function forward(request: Request, url: string): Promise<Response> {
  const headers = without(request.headers, OF_THE_PAGE);
  // The answer is passed on byte by byte, so it must come as it is.
  headers.set('accept-encoding', 'identity');
  const init: RequestInit & { duplex: 'half' } = {
    method: request.method,
    headers,
    body: request.body,
    duplex: 'half',
    redirect: 'manual',
    signal: request.signal,
  };
  try {
    const { status, headers: answered, body } = await fetch(url, init);
    return new Response(body, { status, headers: without(answered, OF_THE_CONNECTION) });
  } catch (error) {
    if (request.signal.aborted) throw error;
    return refusal(503, 'The tracker does not answer; it may be starting. The request was not carried out.');
  }
}
