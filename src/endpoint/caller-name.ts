import { invalidParameter } from '../contract/index.ts';

const SCHEME = 'basic';
const LONGEST = 120;

function refuse(why: string): never {
  throw invalidParameter(
    `The Authorization header cannot be read as a name: ${why} Set MLFLOW_TRACKING_USERNAME to another one, or unset it.`,
  );
}

/** Pages send names as UTF-8, MLflow's Python client as Latin-1. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return Buffer.from(bytes).toString('latin1');
  }
}

/**
 * The name that a caller gives itself: the user of HTTP Basic authorization (RFC 7617), taken on trust and without a look at the
 * password, since there are no sign-ins. Undefined without such a header, with another scheme, and for a blank name. Throws
 * INVALID_PARAMETER_VALUE for what is no Basic header, for more than 120 characters, and for control characters.
 */
export function callerName(authorization: string | undefined): string | undefined {
  const header = authorization?.trim() ?? '';
  const scheme = header.slice(0, SCHEME.length).toLowerCase();
  if (scheme !== SCHEME || /\S/.test(header.charAt(SCHEME.length))) return undefined;
  const credentials = header.slice(SCHEME.length).trim();
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(credentials)) refuse('what follows Basic is not base64.');
  const text = textOf(Buffer.from(credentials, 'base64'));
  const colon = text.indexOf(':');
  if (colon < 0) refuse('there is no colon between name and password.');
  const name = text.slice(0, colon);
  if (/\p{Cc}/u.test(name)) refuse('the name holds control characters.');
  if (Array.from(name).length > LONGEST) refuse(`the name has more than ${LONGEST} characters.`);
  return name.trim() === '' ? undefined : name;
}
