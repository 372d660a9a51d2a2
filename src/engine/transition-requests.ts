import {
  type Caller,
  doesNotExist,
  invalidParameter,
  type Request,
  TrackingError,
  type TransitionRequest,
} from '../contract/index.ts';
import * as store from '../store/index.ts';
import type { Context, Handlers } from './context.ts';
import { getModelVersionRow, getRegisteredModelRow } from './find.ts';
import { checkLength, LIMITS } from './limits.ts';
import { nextPageToken, pagePosition, pageSize } from './paging.ts';
import { recordRequest } from './pending-requests.ts';
import { oneVersion } from './registry-answers.ts';
import { moveToStage, setAlias } from './registry-moves.ts';
import { checkNewAlias, versionNumber } from './registry-names.ts';
import { checkMove, findStage } from './registry-settings.ts';

const DEFAULT_PAGE = 100;

/** A request as the wire shows it. */
export function requestAnswer(row: store.StoredRequest): TransitionRequest {
  const { request_id, name, version, stage, alias, comment, decided_by, decided_time, decision_comment } =
    row;
  return {
    request_id,
    name,
    version: String(version),
    ...(stage !== undefined && { stage }),
    ...(alias !== undefined && { alias }),
    archive_existing_versions: row.archive_existing_versions,
    ...(comment !== undefined && { comment }),
    actor: row.actor,
    creation_time: row.creation_time,
    state: row.state,
    ...(decided_by !== undefined && { decided_by }),
    ...(decided_time !== undefined && { decided_time }),
    ...(decision_comment !== undefined && { decision_comment }),
  };
}

type Asked = Request<'createTransitionRequest'>;

/** What is asked for: a stage as the workspace spells it, or an alias. */
function wantedMove(context: Context, caller: Caller, asked: Asked): { stage?: string; alias?: string } {
  const { stage, alias, archive_existing_versions } = asked;
  if ((stage === undefined) === (alias === undefined))
    throw invalidParameter("Give either 'stage' or 'alias': a transition request asks for one of them.");
  if (alias !== undefined) {
    if (archive_existing_versions)
      throw invalidParameter("'archive_existing_versions' goes with a stage; an alias archives nothing.");
    checkNewAlias(alias);
    return { alias };
  }
  const found = findStage(context, caller.workspace, stage ?? '');
  if (archive_existing_versions && found.classic !== 'Staging' && found.classic !== 'Production')
    throw invalidParameter(
      `Existing versions cannot be archived by a move to '${found.name}', which stands for ${found.classic}: only stages that stand for Staging or Production have them archived. Leave archive_existing_versions out.`,
    );
  return { stage: found.name };
}

function checkNotAsked(
  pending: readonly store.StoredRequest[],
  name: string,
  asked: { version: number; stage?: string; alias?: string },
): void {
  const { version, stage, alias } = asked;
  const same = pending.find(
    (other) => other.version === version && other.stage === stage && other.alias === alias,
  );
  const what = stage === undefined ? `the alias '${alias}'` : `the stage '${stage}'`;
  if (same !== undefined)
    throw new TrackingError(
      'RESOURCE_ALREADY_EXISTS',
      `'${same.actor}' has already asked that version ${version} of '${name}' gets ${what} (request ${same.request_id}).`,
    );
  if (pending.length >= LIMITS.pendingRequests)
    throw invalidParameter(
      `The registered model '${name}' has ${pending.length} pending transition requests, which is the limit. Have some of them decided or withdrawn first.`,
    );
}

function getRequest(context: Context, caller: Caller, requestId: string): store.StoredRequest {
  const request = store.findTransitionRequest(context.store.database, caller.workspace, requestId);
  if (request === undefined)
    throw doesNotExist(
      `No transition request with id '${requestId.slice(0, 100)}' exists; its registered model may have been deleted.`,
    );
  return request;
}

/** A request that waits for a decision. Throws RESOURCE_CONFLICT where it has one. */
function getPending(context: Context, caller: Caller, requestId: string): store.StoredRequest {
  const request = getRequest(context, caller, requestId);
  const { state, decided_by, decision_comment } = request;
  if (state === 'pending') return request;
  const why = decision_comment === undefined ? '' : ` (${decision_comment.slice(0, 200)})`;
  throw new TrackingError(
    'RESOURCE_CONFLICT',
    `The transition request ${requestId} is ${state} already, by '${decided_by}'${why}. Ask anew.`,
  );
}

function refuseAsker(caller: Caller, request: store.StoredRequest, verb: 'approve' | 'refuse'): void {
  if (request.actor !== caller.actor) return;
  const instead = verb === 'refuse' ? ' You can withdraw it.' : '';
  throw new TrackingError(
    'PERMISSION_DENIED',
    `'${caller.actor}' asked for this move and cannot ${verb} it: somebody else has to.${instead}`,
  );
}

type Deciding = 'approveTransitionRequest' | 'refuseTransitionRequest' | 'withdrawTransitionRequest';
const STATES = {
  approveTransitionRequest: 'approved',
  refuseTransitionRequest: 'refused',
  withdrawTransitionRequest: 'withdrawn',
} as const;

function decide(
  context: Context,
  caller: Caller,
  operation: Deciding,
  request: store.StoredRequest,
  comment: string | undefined,
): TransitionRequest {
  store.decideTransitionRequest(context.store.database, request.request_id, {
    state: STATES[operation],
    decided_by: caller.actor,
    decided_time: context.now(),
    decision_comment: comment || undefined,
  });
  recordRequest(context, caller, operation, request.request_id);
  return requestAnswer(getRequest(context, caller, request.request_id));
}

/** Makes the move that a request asks for, in the name of who approves it. */
function makeMove(
  context: Context,
  caller: Caller,
  request: store.StoredRequest,
  note: string | undefined,
): number {
  const { name, version, stage, alias, archive_existing_versions, request_id } = request;
  const move = {
    name,
    version,
    comment: request.comment || note,
    request_id,
    operation: 'approveTransitionRequest',
  } as const;
  const moved =
    alias === undefined
      ? moveToStage(context, caller, { ...move, stage: stage ?? '', archive_existing_versions })
      : setAlias(context, caller, { ...move, alias });
  return moved.version.id;
}

function searchOf(
  context: Context,
  caller: Caller,
  request: Request<'listTransitionRequests'>,
): store.RequestSearch {
  const { name, version, state, max_results, page_token } = request;
  if (version && !name) throw invalidParameter("'version' needs 'name': the registered model that it is of.");
  const after = pagePosition(context, ['transition_requests'], page_token);
  return {
    workspace: caller.workspace,
    model: name ? getRegisteredModelRow(context, caller, name).id : undefined,
    version: version ? versionNumber(version) : undefined,
    state: state ?? 'pending',
    after: after && [Number(after[0]), String(after[1])],
    limit: pageSize(max_results, DEFAULT_PAGE, LIMITS.movePage),
  };
}

export const transitionRequestHandlers: Handlers<
  Deciding | 'createTransitionRequest' | 'listTransitionRequests'
> = {
  createTransitionRequest(context, request, caller) {
    const { comment, archive_existing_versions = false } = request;
    const request_id = context.newId();
    return context.store.write(() => {
      const { database } = context.store;
      const asked = wantedMove(context, caller, request);
      const { model, version } = getModelVersionRow(context, caller, request.name, request.version);
      const wanted = { version: version.version, ...asked };
      checkMove(context, caller, { name: model.name, ...wanted, comment, approved: true });
      checkNotAsked(store.pendingRequestsOf(database, model.id), model.name, wanted);
      store.insertTransitionRequest(database, {
        request_id,
        model: model.id,
        version: version.version,
        stage: asked.stage,
        alias: asked.alias,
        archive_existing_versions,
        comment: comment || undefined,
        actor: caller.actor,
        creation_time: context.now(),
      });
      recordRequest(context, caller, 'createTransitionRequest', request_id);
      return { request: requestAnswer(getRequest(context, caller, request_id)) };
    });
  },

  listTransitionRequests(context, request, caller) {
    const search = searchOf(context, caller, request);
    const rows = store.listTransitionRequests(context.store.database, { ...search, limit: search.limit + 1 });
    const shown = rows.slice(0, search.limit);
    const last = rows.length > search.limit ? shown.at(-1) : undefined;
    const next = last && [last.creation_time, last.request_id];
    return {
      requests: shown.map(requestAnswer),
      ...(next && { next_page_token: nextPageToken(context, ['transition_requests'], next) }),
    };
  },

  approveTransitionRequest(context, { request_id, comment }, caller) {
    checkLength(comment, LIMITS.moveComment, 'comment');
    return context.store.write(() => {
      const pending = getPending(context, caller, request_id);
      refuseAsker(caller, pending, 'approve');
      const version = makeMove(context, caller, pending, comment);
      const request = decide(context, caller, 'approveTransitionRequest', pending, comment);
      return { request, ...oneVersion(context, caller.workspace, version) };
    });
  },

  refuseTransitionRequest(context, { request_id, comment }, caller) {
    checkLength(comment, LIMITS.moveComment, 'comment');
    return context.store.write(() => {
      const pending = getPending(context, caller, request_id);
      refuseAsker(caller, pending, 'refuse');
      return { request: decide(context, caller, 'refuseTransitionRequest', pending, comment) };
    });
  },

  withdrawTransitionRequest(context, { request_id, comment }, caller) {
    checkLength(comment, LIMITS.moveComment, 'comment');
    return context.store.write(() => {
      const pending = getPending(context, caller, request_id);
      if (pending.actor !== caller.actor)
        throw new TrackingError(
          'PERMISSION_DENIED',
          `Only '${pending.actor}', who asked, can withdraw this transition request. You can refuse it.`,
        );
      return { request: decide(context, caller, 'withdrawTransitionRequest', pending, comment) };
    });
  },
};
