import type { Caller, OperationName } from '../contract/index.ts';
import * as store from '../store/index.ts';
import { type Context, record } from './context.ts';

/** Appends the change of a transition request; call it within the transaction of its write. */
export function recordRequest(
  context: Context,
  caller: Caller,
  operation: OperationName,
  requestId: string,
): void {
  record(context, caller, {
    operation,
    object_type: 'transition_request',
    object_id: requestId,
    experiment_id: '',
  });
}

/** Ends requests that can no longer be approved, in the name of who made that so. Call within a transaction. */
export function withdrawRequests(
  context: Context,
  caller: Caller,
  requestIds: readonly string[],
  reason: string,
): void {
  for (const requestId of requestIds) {
    store.decideTransitionRequest(context.store.database, requestId, {
      state: 'withdrawn',
      decided_by: caller.actor,
      decided_time: context.now(),
      decision_comment: reason,
    });
    recordRequest(context, caller, 'withdrawTransitionRequest', requestId);
  }
}

/** The same for those of a version that is being deleted, by the row number of its model. */
export function withdrawRequestsOfVersion(
  context: Context,
  caller: Caller,
  model: number,
  version: number,
): void {
  const pending = store
    .pendingRequestsOf(context.store.database, model)
    .filter((request) => request.version === version);
  const ids = pending.map(({ request_id }) => request_id);
  withdrawRequests(context, caller, ids, `Version ${version} was deleted.`);
}
