import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { type Caller, invalidParameter } from '../contract/index.ts';
import { callerName } from './caller-name.ts';
import { PeerProcesses } from './peer-process.ts';
import { canTellProcesses } from './processes.ts';

/** Everyone who gives no name. */
export const LOCAL_CALLER: Caller = { actor: 'local', workspace: 'default' };

const peers = new PeerProcesses();
const callers = new WeakMap<Socket, Caller>();

/** The caller of a connection, who may be asked for the process behind it; that is looked up when first asked for. */
function callerOn(socket: Socket): Caller {
  const known = callers.get(socket);
  if (known !== undefined) return known;
  let found: ReturnType<PeerProcesses['find']> | undefined;
  const { remotePort = 0, localPort = 0 } = socket;
  const caller: Caller = {
    ...LOCAL_CALLER,
    process: () => {
      found ??= peers.find({ remotePort, localPort });
      return found;
    },
  };
  callers.set(socket, caller);
  return caller;
}

/** A page's requests are a person's, who does not log: browsers mark them (Fetch Metadata, RFC 6454). */
const isBrowser = (headers: IncomingHttpHeaders) =>
  headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;

/**
 * Who asks: the user of HTTP Basic authorization, taken on trust, else `local`. A client that asks for another workspace must not be
 * given this one, so it is refused; so is a name that cannot be read.
 */
export function callerOf({ headers, socket }: IncomingMessage): Caller {
  const workspace = headers['x-mlflow-workspace'];
  if (workspace !== undefined && workspace !== LOCAL_CALLER.workspace)
    throw invalidParameter(
      `This server has one workspace, '${LOCAL_CALLER.workspace}', and none called '${workspace}'. Unset MLFLOW_WORKSPACE.`,
    );
  const caller = canTellProcesses && !isBrowser(headers) ? callerOn(socket) : LOCAL_CALLER;
  const actor = callerName(headers.authorization);
  return actor === undefined ? caller : { ...caller, actor };
}
