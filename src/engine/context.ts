import type { ArtifactStore } from '../artifacts/index.ts';
import type { Answer, Caller, OperationName, Request } from '../contract/index.ts';
import type { Change, Store } from '../store/index.ts';

/** What every operation works on. Clock and chance come from outside. */
export interface Context {
  store: Store;
  artifacts: ArtifactStore;
  /** Epoch milliseconds. */
  now: () => number;
  /** A whole number from 0 up to, not including, `below`. */
  random: (below: number) => number;
  /** 32 hex digits that nothing else has. */
  newId: () => string;
}

export type Handler<Name extends OperationName> = (
  context: Context,
  request: Request<Name>,
  caller: Caller,
) => Answer<Name> | Promise<Answer<Name>>;

/** A handler for each of the named operations; a missing one does not compile. */
export type Handlers<Name extends OperationName> = { readonly [N in Name]: Handler<N> };

/** Appends the change row of an operation; call it within the transaction of its write. */
export function record(
  context: Context,
  caller: Caller,
  change: Pick<Change, 'operation' | 'object_type' | 'object_id' | 'experiment_id'> &
    Partial<Pick<Change, 'counts'>>,
): void {
  context.store.changes.append({
    time: context.now(),
    actor: caller.actor,
    source: 'local',
    workspace: caller.workspace,
    counts: {},
    ...change,
  });
}
