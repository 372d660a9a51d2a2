import type { IncomingHttpHeaders } from 'node:http';
import { type Caller, invalidParameter } from '../contract/index.ts';

/** Everyone on loopback, until callers can be told apart. */
export const LOCAL_CALLER: Caller = { actor: 'local', workspace: 'default' };

/** Who asks. A client that asks for another workspace must not be given this one, so it is refused. */
export function callerOf(headers: IncomingHttpHeaders): Caller {
  const workspace = headers['x-mlflow-workspace'];
  if (workspace === undefined || workspace === LOCAL_CALLER.workspace) return LOCAL_CALLER;
  throw invalidParameter(
    `This server has one workspace, '${LOCAL_CALLER.workspace}', and none called '${workspace}'. Unset MLFLOW_WORKSPACE.`,
  );
}
