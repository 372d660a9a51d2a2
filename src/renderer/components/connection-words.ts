import type { ConnectionState } from '../../client/index.ts';
import type { EngineState } from '../../contract/index.ts';

export interface ConnectionTrouble {
  text: string;
  /** What the engine said of it. */
  reason?: string;
  /** Whether waiting may not be enough, so that a person can ask for another try. */
  canTry?: boolean;
}

/** What is the matter, as exactly as it is known; undefined where nothing is. A desktop window knows more than a browser. */
export function connectionTrouble(
  connection: ConnectionState,
  engine: EngineState | undefined,
): ConnectionTrouble | undefined {
  if (engine?.status === 'restarting')
    return {
      text: `The engine stopped; starting it again (try ${engine.attempt}). What you see may be out of date.`,
      reason: engine.reason,
    };
  if (engine?.status === 'failed')
    return { text: 'The engine does not start. It is tried again.', reason: engine.reason, canTry: true };
  if (connection !== 'lost') return undefined;
  if (engine?.status === 'starting') return { text: 'The engine is starting.' };
  return { text: 'The tracker does not answer. Trying again; what you see may be out of date.' };
}
