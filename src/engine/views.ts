import { type Caller, doesNotExist, invalidParameter, type View } from '../contract/index.ts';
import * as store from '../store/index.ts';
import { type Context, type Handlers, record } from './context.ts';
import { experimentNumber } from './find.ts';
import { checkCount, checkLength, LIMITS } from './limits.ts';

type Names = 'createView' | 'updateView' | 'getView' | 'listViews' | 'deleteView';

const PAGE = /^[a-z][a-z0-9-]{0,49}$/;

function recordView(
  context: Context,
  caller: Caller,
  operation: Names,
  { view_id, experiment_ids }: View,
): void {
  record(context, caller, {
    operation,
    object_type: 'view',
    object_id: view_id,
    experiment_id: experiment_ids.length === 1 ? (experiment_ids[0] ?? '') : '',
  });
}

function getView(context: Context, caller: Caller, viewId: string): View {
  const view = store.findView(context.store.database, caller.workspace, viewId);
  if (view === undefined)
    throw doesNotExist(`No view with id '${viewId.slice(0, 100)}' exists; it may have been deleted.`);
  return view;
}

function checkState(state: string): void {
  const bytes = Buffer.byteLength(state);
  if (bytes > LIMITS.viewState)
    throw invalidParameter(`'state' is ${bytes} bytes long; the limit is ${LIMITS.viewState}.`);
  try {
    JSON.parse(state);
  } catch (error) {
    if (error instanceof SyntaxError) throw invalidParameter(`'state' is not valid JSON: ${error.message}.`);
    throw error;
  }
}

function check({ name, page, experiment_ids, state }: View): void {
  if (name.trim() === '') throw invalidParameter("'name' is empty: a view needs one, to be found by.");
  checkLength(name, LIMITS.viewName, 'name');
  if (!PAGE.test(page))
    throw invalidParameter(
      `Invalid value '${page.slice(0, 60)}' for parameter 'page': it is the name of a page, such as runs.`,
    );
  checkCount(experiment_ids.length, LIMITS.viewExperiments, 'experiment ids');
  for (const id of experiment_ids) experimentNumber(id);
  checkState(state);
}

/** Named states of pages, kept in the workspace. The store holds `state` as text: only the page that made it reads it. */
export const viewHandlers: Handlers<Names> = {
  createView(context, request, caller) {
    const time = context.now();
    const { name, page, state } = request;
    const view: View = {
      view_id: context.newId(),
      name,
      page,
      experiment_ids: request.experiment_ids ?? [],
      state,
      creation_time: time,
      last_update_time: time,
      actor: caller.actor,
    };
    check(view);
    return context.store.write(() => {
      store.putView(context.store.database, { ...view, workspace: caller.workspace });
      recordView(context, caller, 'createView', view);
      return { view };
    });
  },

  updateView(context, request, caller) {
    return context.store.write(() => {
      const old = getView(context, caller, request.view_id);
      const view: View = {
        ...old,
        name: request.name ?? old.name,
        experiment_ids: request.experiment_ids ?? old.experiment_ids,
        state: request.state ?? old.state,
        last_update_time: context.now(),
        actor: caller.actor,
      };
      check(view);
      store.putView(context.store.database, { ...view, workspace: caller.workspace });
      recordView(context, caller, 'updateView', view);
      return { view };
    });
  },

  getView: (context, request, caller) => ({ view: getView(context, caller, request.view_id) }),

  listViews: (context, request, caller) => ({
    views: store.listViews(
      context.store.database,
      caller.workspace,
      request.page || undefined,
      request.experiment_id || undefined,
    ),
  }),

  deleteView(context, request, caller) {
    return context.store.write(() => {
      const view = getView(context, caller, request.view_id);
      store.deleteView(context.store.database, view.view_id);
      recordView(context, caller, 'deleteView', view);
      return {};
    });
  },
};
