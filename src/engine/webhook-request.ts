import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { AddressRefused, checkAddress, checkWebhookUrl, hostOf } from './webhook-address.ts';
import type { Address, WebhookOptions } from './webhook-options.ts';

export interface WebhookRequest {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  isPrivateAllowed: boolean;
  signal: AbortSignal;
}

export interface WebhookAnswer {
  status: number;
  /** The first 64 KB. */
  body: string;
  retryAfter: string | undefined;
}

const MOST_BODY = 65_536;

/** Says which limit was passed, for a person. */
class LimitPassed extends Error {
  override name = 'LimitPassed';
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

/** Every address of a host, each of which webhooks may send to. Throws AddressRefused where one of them is not. */
async function allowedAddresses(
  host: string,
  isPrivateAllowed: boolean,
  { resolve }: WebhookOptions,
): Promise<Address[]> {
  const family = isIP(host);
  const addresses = family === 0 ? await resolve(host) : [{ address: host, family }];
  for (const { address } of addresses) checkAddress(address, isPrivateAllowed);
  return addresses;
}

/** A look-up that asks nobody: what was checked is what is connected to. */
function fixedLookup(addresses: readonly Address[]): LookupFunction {
  return (_host, { all }, done) => {
    const [first] = addresses;
    if (all) done(null, [...addresses]);
    else done(null, first?.address ?? '', first?.family);
  };
}

/** Sends, and resolves with the head of the answer. Redirects are answers like any other. */
function headOf(
  url: URL,
  addresses: readonly Address[],
  { headers, body }: WebhookRequest,
  signal: AbortSignal,
  onConnect: () => void,
): Promise<IncomingMessage> {
  const isSecure = url.protocol === 'https:';
  const host = hostOf(url);
  const send = isSecure ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = send({
      method: 'POST',
      host,
      port: url.port || undefined,
      path: `${url.pathname}${url.search}`,
      headers: {
        Host: url.host,
        'User-Agent': 'Tidemark',
        ...headers,
        'Content-Length': Buffer.byteLength(body),
      },
      lookup: fixedLookup(addresses),
      // Neither the pool of others nor a proxy that the environment names: it would be the proxy that connects.
      agent: false,
      signal,
      ...(isSecure && isIP(host) === 0 && { servername: host }),
    });
    sent.on('socket', (socket) => socket.once(isSecure ? 'secureConnect' : 'connect', onConnect));
    sent.once('response', resolve);
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The beginning of a body. One that is cut short is taken as it is: the status has been said by then. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const end = new Promise<void>((resolve) => {
    response.once('close', resolve);
    response.on('error', () => resolve());
    response.on('data', (chunk: Uint8Array) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= MOST_BODY) response.destroy();
    });
  });
  await end;
  return Buffer.concat(chunks).subarray(0, MOST_BODY).toString();
}

/**
 * Sends one request to a webhook: to an address that was checked, without following redirects, within the limits of time. Throws
 * AddressRefused where it may not be sent, and what went wrong where there was no answer.
 */
export async function postToWebhook(
  request: WebhookRequest,
  options: WebhookOptions,
): Promise<WebhookAnswer> {
  const url = checkWebhookUrl(request.url, request.isPrivateAllowed);
  const limit = new AbortController();
  const within = (milliseconds: number, what: string) =>
    setTimeout(() => limit.abort(new LimitPassed(`${what} within ${milliseconds / 1000} s.`)), milliseconds);
  const connect = within(options.connectLimit, `${url.host} could not be connected to`);
  const total = within(options.totalLimit, `${url.host} did not answer`);
  const signal = AbortSignal.any([request.signal, limit.signal]);
  try {
    const aborted = untilAborted(signal);
    const addresses = await Promise.race([
      allowedAddresses(hostOf(url), request.isPrivateAllowed, options),
      aborted,
    ]);
    const response = await Promise.race([
      headOf(url, addresses, request, signal, () => clearTimeout(connect)),
      aborted,
    ]);
    const body = await beginningOf(response);
    return { status: response.statusCode ?? 0, body, retryAfter: response.headers['retry-after'] };
  } finally {
    clearTimeout(connect);
    clearTimeout(total);
  }
}

const UNTRUSTED = 'nobody whom this machine trusts has signed its certificate';

const NETWORK: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name cannot be looked up now',
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'it hung up without an answer',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
  ETIMEDOUT: 'it does not react',
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

/** Why there was no answer, in a sentence for a person. */
export function whyUnanswered(url: string, error: unknown): string {
  if (error instanceof LimitPassed || error instanceof AddressRefused) return error.message;
  const host = URL.parse(url)?.host ?? url;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = NETWORK[code] ?? (error instanceof Error ? error.message : String(error));
  return `${host} could not be reached: ${why || code}.`;
}
